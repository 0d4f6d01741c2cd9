namespace NetSpec.Gpu
{
    using global::ILGPU;

    /// <summary>The end of every factor's kernel: a relu in single precision where the floor is 0, and one rounding where a result is stored.</summary>
    internal static class FactorMath
    {
        /// <summary>The larger of a value and the floor. A NaN stays one, which Math.Max on a device turns into the floor.</summary>
        public static float Floor(float value, float floor) => value < floor ? floor : value;

        /// <summary>Stores four neighbouring results.</summary>
        public static void Store(ArrayView<Float4> y, long at, float first, float second, float third, float fourth) =>
            y[at] = new Float4(first, second, third, fourth);

        /// <summary>Stores four neighbouring results.</summary>
        public static void Store(ArrayView<Half4> y, long at, float first, float second, float third, float fourth) =>
            y[at] = new Half4(first, second, third, fourth);

        /// <summary>Stores a result.</summary>
        public static void Store(ArrayView<float> y, long at, float value) => y[at] = value;

        /// <summary>Stores a result.</summary>
        public static void Store(ArrayView<global::ILGPU.Half> y, long at, float value) => y[at] = (global::ILGPU.Half)value;
    }
}
