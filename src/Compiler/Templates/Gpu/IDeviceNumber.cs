namespace NetSpec.Gpu
{
    /// <summary>How a number in a device's memory is read and written; sums are always in single precision.</summary>
    /// <typeparam name="T">What it is stored as.</typeparam>
    internal interface IDeviceNumber<T>
        where T : unmanaged
    {
        float Load(T stored);

        T Store(float value);
    }
}
