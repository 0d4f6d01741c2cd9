using ILGPU;

namespace NetSpec.Gpu
{
    /// <summary>The end of every factor's kernel: y = max(sum + bias + residual, floor), in single precision, rounded once where it is stored.</summary>
    internal static class FactorMath
    {
        /// <summary>Stores four results.</summary>
        public static void Store(ArrayView<Float4> y, ArrayView<Float4> residual, long at, Float4 sum, Float4 bias, float floor, int hasResidual)
        {
            var value = Add(sum, bias);
            if (hasResidual != 0)
            {
                value = Add(value, residual[at]);
            }

            y[at] = new Float4(Floor(value.X, floor), Floor(value.Y, floor), Floor(value.Z, floor), Floor(value.W, floor));
        }

        /// <summary>Stores four results.</summary>
        public static void Store(ArrayView<Half4> y, ArrayView<Half4> residual, long at, Float4 sum, Float4 bias, float floor, int hasResidual)
        {
            var value = Add(sum, bias);
            if (hasResidual != 0)
            {
                var other = residual[at];
                value = Add(value, new Float4(other.X, other.Y, other.Z, other.W));
            }

            y[at] = new Half4(Floor(value.X, floor), Floor(value.Y, floor), Floor(value.Z, floor), Floor(value.W, floor));
        }

        /// <summary>Stores a result.</summary>
        public static void Store(ArrayView<float> y, ArrayView<float> residual, long at, float sum, float bias, float floor, int hasResidual)
        {
            float value = sum + bias;
            if (hasResidual != 0)
            {
                value += residual[at];
            }

            y[at] = Floor(value, floor);
        }

        /// <summary>Stores a result.</summary>
        public static void Store(ArrayView<Half> y, ArrayView<Half> residual, long at, float sum, float bias, float floor, int hasResidual)
        {
            float value = sum + bias;
            if (hasResidual != 0)
            {
                value += residual[at];
            }

            y[at] = (Half)Floor(value, floor);
        }

        private static Float4 Add(Float4 left, Float4 right) => new Float4(left.X + right.X, left.Y + right.Y, left.Z + right.Z, left.W + right.W);

        // Not Math.Max, which on a device turns a NaN into the floor.
        private static float Floor(float value, float floor) => value < floor ? floor : value;
    }
}
