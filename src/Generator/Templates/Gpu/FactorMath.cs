namespace NetSpec.Gpu
{
    using global::ILGPU;

    /// <summary>The end of every factor's kernel: a relu in single precision where the floor is 0, and one rounding where a result is stored.</summary>
    internal static class FactorMath
    {
        /// <summary>Stores four neighbouring results.</summary>
        public static void Store(ArrayView<Float4> y, long at, float first, float second, float third, float fourth) =>
            y[at] = new Float4(first, second, third, fourth);

        /// <summary>Stores four neighbouring results that are at least the floor.</summary>
        public static void Store(ArrayView<Float4> y, long at, float first, float second, float third, float fourth, float floor) =>
            Store(y, at, Floor(first, floor), Floor(second, floor), Floor(third, floor), Floor(fourth, floor));

        /// <summary>Stores four neighbouring results.</summary>
        public static void Store(ArrayView<Half4> y, long at, float first, float second, float third, float fourth) =>
            y[at] = new Half4(first, second, third, fourth);

        /// <summary>Stores four neighbouring results that are at least the floor.</summary>
        public static void Store(ArrayView<Half4> y, long at, float first, float second, float third, float fourth, float floor) =>
            Store(y, at, Floor(first, floor), Floor(second, floor), Floor(third, floor), Floor(fourth, floor));

        /// <summary>Stores a result.</summary>
        public static void Store(ArrayView<float> y, long at, float value) => y[at] = value;

        /// <summary>Stores a result that is at least the floor.</summary>
        public static void Store(ArrayView<float> y, long at, float value, float floor) => Store(y, at, Floor(value, floor));

        /// <summary>Stores a result.</summary>
        public static void Store(ArrayView<global::ILGPU.Half> y, long at, float value) => y[at] = (global::ILGPU.Half)value;

        /// <summary>Stores a result that is at least the floor.</summary>
        public static void Store(ArrayView<global::ILGPU.Half> y, long at, float value, float floor) => Store(y, at, Floor(value, floor));

        // Not Math.Max, which on a device turns a NaN into the floor.
        private static float Floor(float value, float floor) => value < floor ? floor : value;
    }
}
