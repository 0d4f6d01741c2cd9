namespace NetSpec.Gpu
{
    using global::ILGPU;

    /// <summary>The product of two values, number by number.</summary>
    internal static class MulKernel<T, TNumber>
        where T : unmanaged
        where TNumber : struct, IDeviceNumber<T>
    {
        /// <param name="x">One factor.</param>
        /// <param name="other">The other one.</param>
        /// <param name="y">The result; may be either factor.</param>
        /// <param name="count">Numbers.</param>
        public static void Run(ArrayView<T> x, ArrayView<T> other, ArrayView<T> y, int count)
        {
            // ILGPU has no checked arithmetic, and a project may be compiled with it.
            unchecked
            {
                var number = default(TNumber);
                var step = (uint)(Grid.DimX * Group.DimX);
                for (var i = (uint)((Grid.IdxX * Group.DimX) + Group.IdxX); i < (uint)count; i += step)
                {
                    y[(long)i] = number.Store(number.Load(x[(long)i]) * number.Load(other[(long)i]));
                }
            }
        }
    }
}
