namespace NetSpec.Gpu
{
    /// <summary>The functions of single numbers that kernels apply. NaN stays NaN in each.</summary>
    internal static class DeviceFunction
    {
        /// <summary>x.</summary>
        public readonly struct Same : IDeviceFunction
        {
            public float Of(float x, float first, float second) => x;
        }

        /// <summary>x above 0, else 0.</summary>
        public readonly struct Relu : IDeviceFunction
        {
            public float Of(float x, float first, float second) => x < 0f ? 0f : x;
        }

        /// <summary>x above 0, else x times the first number.</summary>
        public readonly struct LeakyRelu : IDeviceFunction
        {
            public float Of(float x, float first, float second) => x < 0f ? x * first : x;
        }

        /// <summary>x between the first number and the second.</summary>
        public readonly struct Clamp : IDeviceFunction
        {
            public float Of(float x, float first, float second) => x < first ? first : x > second ? second : x;
        }

        /// <summary>|x|.</summary>
        public readonly struct Abs : IDeviceFunction
        {
            public float Of(float x, float first, float second) => x < 0f ? -x : x;
        }

        /// <summary>x / 6 + 1/2 between 0 and 1.</summary>
        public readonly struct HardSigmoid : IDeviceFunction
        {
            public float Of(float x, float first, float second) => default(Clamp).Of((x * (1f / 6f)) + 0.5f, 0f, 1f);
        }

        /// <summary>x times its hard sigmoid; 0 at -∞.</summary>
        public readonly struct HardSwish : IDeviceFunction
        {
            // Below -3 the second factor is 0, which infinity is not to be multiplied with.
            public float Of(float x, float first, float second) => (x < -3f ? -3f : x) * default(HardSigmoid).Of(x, 0f, 0f);
        }

        /// <summary>1 / (1 + exp(-x)).</summary>
        public readonly struct Sigmoid : IDeviceFunction
        {
            public float Of(float x, float first, float second) => 1f / (1f + DeviceMath.Exp(-x));
        }

        /// <summary>tanh(x).</summary>
        public readonly struct Tanh : IDeviceFunction
        {
            public float Of(float x, float first, float second)
            {
                // Of t = exp(2x) - 1, which is as exact near 0 as anywhere. Its square would be infinite above 44; tanh is 1 from 10 on.
                var t = DeviceMath.ExpMinusOne(x > 20f ? 40f : x + x);
                return t / (t + 2f);
            }
        }

        /// <summary>x times its sigmoid; 0 at -∞.</summary>
        public readonly struct Silu : IDeviceFunction
        {
            // Below -90 it is nothing, but for what the exponential is cut at.
            public float Of(float x, float first, float second) => (x < -90f ? -90f : x) / (1f + DeviceMath.Exp(-x));
        }

        /// <summary>x times the normal distribution at x; 0 at -∞.</summary>
        public readonly struct Gelu : IDeviceFunction
        {
            public float Of(float x, float first, float second)
            {
                // max(0, x) - |x| times the upper tail at |x|, which no cancellation spoils and which is nothing at 40.
                var size = x < 0f ? -x : x;
                return (x < 0f ? 0f : x) - ((size > 40f ? 40f : size) * DeviceMath.NormalTail(size));
            }
        }

        /// <summary>x / 2 · (1 + tanh(√(2/π) (x + 0.044715 x³))), the sigmoid of twice the argument times x; 0 at -∞.</summary>
        public readonly struct GeluTanh : IDeviceFunction
        {
            public float Of(float x, float first, float second) =>
                (x < -12f ? -12f : x) / (1f + DeviceMath.Exp(((x * x * x * 0.044715f) + x) * -1.5957691216f));
        }

        /// <summary>x above 0, else exp(x) - 1 times the first number.</summary>
        public readonly struct Elu : IDeviceFunction
        {
            public float Of(float x, float first, float second) => x < 0f ? DeviceMath.ExpMinusOne(x) * first : x;
        }

        /// <summary>ln(1 + exp(x)).</summary>
        public readonly struct Softplus : IDeviceFunction
        {
            // max(0, x) + ln(1 + exp(-|x|)), of which neither term is ever large and wrong.
            public float Of(float x, float first, float second) => (x < 0f ? 0f : x) + DeviceMath.LogOnePlus(DeviceMath.Exp(x < 0f ? x : -x));
        }

        /// <summary>x tanh(ln(1 + exp(x))); 0 at -∞.</summary>
        public readonly struct Mish : IDeviceFunction
        {
            public float Of(float x, float first, float second)
            {
                // The hyperbolic tangent is n / (n + 2) with n = t (t + 2), t = exp(x); above 40 it is 1, below -90 the product is nothing.
                var t = DeviceMath.Exp(x > 40f ? 40f : x);
                var n = t * (t + 2f);
                return (x < -90f ? -90f : x) * (n / (n + 2f));
            }
        }
    }
}
