namespace NetSpec.Gpu
{
    /// <summary>Half precision.</summary>
    internal readonly struct HalfNumber : IDeviceNumber<global::ILGPU.Half>
    {
        public float Load(global::ILGPU.Half stored) => stored;

        public global::ILGPU.Half Store(float value) => (global::ILGPU.Half)value;
    }
}
