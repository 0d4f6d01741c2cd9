namespace NetSpec.Gpu
{
    using global::ILGPU;

    /// <summary>What happens value by value where no factor could take it up: y = f(scale x + shift + other).</summary>
    internal static class MapKernel<T, TNumber, TFunction>
        where T : unmanaged
        where TNumber : struct, IDeviceNumber<T>
        where TFunction : struct, IDeviceFunction
    {
        /// <param name="x">Rows of <paramref name="width"/> values.</param>
        /// <param name="other">What is added; any view where there is nothing.</param>
        /// <param name="y">The result, in the order of <paramref name="x"/>; may be either operand.</param>
        /// <param name="scale">A factor a feature; any view where there is none.</param>
        /// <param name="shift">A summand a feature; any view where there is none.</param>
        /// <param name="count">Values.</param>
        /// <param name="width">Values of a row.</param>
        /// <param name="isBatchLast">1 where a row is a feature, 0 where it has all features.</param>
        /// <param name="hasOther">1 where something is added.</param>
        /// <param name="affine">1 where there are scales and shifts, 2 where they are for values below 0 alone.</param>
        /// <param name="first">The first number of the function.</param>
        /// <param name="second">The second one.</param>
        public static void Run(
            ArrayView<T> x, ArrayView<T> other, ArrayView<T> y, ArrayView<float> scale, ArrayView<float> shift,
            int count, int width, int isBatchLast, int hasOther, int affine, float first, float second)
        {
            // ILGPU has no checked arithmetic, and a project may be compiled with it.
            unchecked
            {
                var number = default(TNumber);
                var step = (uint)(Grid.DimX * Group.DimX);
                for (var i = (uint)((Grid.IdxX * Group.DimX) + Group.IdxX); i < (uint)count; i += step)
                {
                    var value = number.Load(x[(long)i]);
                    if (affine == 1 || (affine == 2 && value < 0f))
                    {
                        var row = i / (uint)width;
                        var feature = isBatchLast != 0 ? row : i - (row * (uint)width);
                        value = (value * scale[(long)feature]) + shift[(long)feature];
                    }

                    if (hasOther != 0)
                        value += number.Load(other[(long)i]);

                    y[(long)i] = number.Store(default(TFunction).Of(value, first, second));
                }
            }
        }
    }
}
