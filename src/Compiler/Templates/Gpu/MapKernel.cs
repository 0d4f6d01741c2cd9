namespace NetSpec.Gpu
{
    using global::ILGPU;

    /// <summary>What happens value by value where no factor could take it up: y = max(scale x + shift + other, floor).</summary>
    internal static class MapKernel<T, TNumber>
        where T : unmanaged
        where TNumber : struct, IDeviceNumber<T>
    {
        /// <param name="x">Rows of <paramref name="width"/> values.</param>
        /// <param name="other">What is added; any view where there is nothing.</param>
        /// <param name="y">The result, in the order of <paramref name="x"/>; may be either operand.</param>
        /// <param name="scale">A factor a feature; any view where there is none.</param>
        /// <param name="shift">A summand a feature; any view where there is none.</param>
        /// <param name="count">Values.</param>
        /// <param name="width">Values of a row.</param>
        /// <param name="isBatchLast">1 where a row is a feature, 0 where it is a sample.</param>
        /// <param name="hasOther">1 where something is added.</param>
        /// <param name="hasAffine">1 where there are scales and shifts.</param>
        /// <param name="floor">0 for a relu, else negative infinity.</param>
        public static void Run(
            ArrayView<T> x, ArrayView<T> other, ArrayView<T> y, ArrayView<float> scale, ArrayView<float> shift,
            int count, int width, int isBatchLast, int hasOther, int hasAffine, float floor)
        {
            // ILGPU has no checked arithmetic, and a project may be compiled with it.
            unchecked
            {
                var number = default(TNumber);
                var step = (uint)(Grid.DimX * Group.DimX);
                for (var i = (uint)((Grid.IdxX * Group.DimX) + Group.IdxX); i < (uint)count; i += step)
                {
                    var value = number.Load(x[(long)i]);
                    if (hasAffine != 0)
                    {
                        var row = i / (uint)width;
                        var feature = isBatchLast != 0 ? row : i - (row * (uint)width);
                        value = (value * scale[(long)feature]) + shift[(long)feature];
                    }

                    if (hasOther != 0)
                        value += number.Load(other[(long)i]);

                    // Not the larger of the two: a NaN stays one.
                    y[(long)i] = number.Store(value < floor ? floor : value);
                }
            }
        }
    }
}
