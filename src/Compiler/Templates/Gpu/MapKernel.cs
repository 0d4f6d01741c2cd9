namespace NetSpec.Gpu
{
    using global::ILGPU;

    /// <summary>What happens value by value where no factor could take it up: y = f(scale x + shift + other).</summary>
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
        /// <param name="what">Which of <see cref="MapParts"/> there are.</param>
        /// <param name="function">Which <see cref="DeviceFunction"/>.</param>
        /// <param name="first">Its first number.</param>
        /// <param name="second">Its second one.</param>
        public static void Run(
            ArrayView<T> x, ArrayView<T> other, ArrayView<T> y, ArrayView<float> scale, ArrayView<float> shift,
            int count, int width, int what, int function, float first, float second)
        {
            // ILGPU has no checked arithmetic, and a project may be compiled with it.
            unchecked
            {
                var number = default(TNumber);
                var step = (uint)(Grid.DimX * Group.DimX);
                for (var i = (uint)((Grid.IdxX * Group.DimX) + Group.IdxX); i < (uint)count; i += step)
                {
                    var value = number.Load(x[(long)i]);
                    if ((what & (MapParts.Affine | MapParts.Slopes)) != 0)
                    {
                        var row = i / (uint)width;
                        var feature = (what & MapParts.BatchLast) != 0 ? row : i - (row * (uint)width);
                        if ((what & MapParts.Affine) != 0 || !(value > 0f))
                            value = (value * scale[(long)feature]) + shift[(long)feature];
                    }

                    if ((what & MapParts.Other) != 0)
                        value += number.Load(other[(long)i]);

                    y[(long)i] = number.Store(DeviceFunction.Of(function, value, first, second));
                }
            }
        }
    }
}
