namespace NetSpec.Gpu
{
    /// <summary>A function of single numbers, which a kernel applies to its results in single precision.</summary>
    internal interface IDeviceFunction
    {
        /// <param name="x">Its argument.</param>
        /// <param name="first">The first of its numbers, where it has any.</param>
        /// <param name="second">The second one.</param>
        float Of(float x, float first, float second);
    }
}
