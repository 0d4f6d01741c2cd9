namespace NetSpec.Gpu
{
    /// <summary>Single precision.</summary>
    internal readonly struct SingleNumber : IDeviceNumber<float>
    {
        public float Load(float stored) => stored;

        public float Store(float value) => value;
    }
}
