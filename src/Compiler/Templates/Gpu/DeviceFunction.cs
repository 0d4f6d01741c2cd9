namespace NetSpec.Gpu
{
    /// <summary>
    /// Functions of single numbers on a device, by number: one kernel has them all. They are made of sums, products and divisions alone, as a device
    /// has its own exponential or none. In single precision within 2^-18 of the value and 2^-22.
    /// </summary>
    internal static class DeviceFunction
    {
        public const int None = 0, Relu = 1, LeakyRelu = 2, Clamp = 3, Abs = 4, HardSigmoid = 5, HardSwish = 6, Sigmoid = 7, Tanh = 8, Silu = 9, Gelu = 10,
            GeluTanh = 11, Elu = 12, Softplus = 13, Mish = 14;

        // Beyond it the exponential is as good as 0, and its product with a number of this size too.
        private const float Deep = -80f;

        /// <summary>The function of a number. NaN stays NaN: no comparison with it holds.</summary>
        /// <param name="function">Which.</param>
        /// <param name="x">Where.</param>
        /// <param name="first">Its first number, such as a slope.</param>
        /// <param name="second">Its second one.</param>
        public static float Of(int function, float x, float first, float second)
        {
            switch (function)
            {
                case Relu:
                    return x < 0f ? 0f : x;
                case LeakyRelu:
                    return x > 0f ? x : first * x;
                case Clamp:
                    return Between(x, first, second);
                case Abs:
                    return x < 0f ? -x : x;
                case HardSigmoid:
                    return Between((x * (1f / 6f)) + 0.5f, 0f, 1f);
                case HardSwish:
                    return (x < -3f ? -3f : x) * Between((x * (1f / 6f)) + 0.5f, 0f, 1f);
                case Sigmoid:
                    return 1f / (1f + Exp(-x));
                case Tanh:
                    return TanhOf(x);
                case Silu:
                    return (x < Deep ? Deep : x) / (1f + Exp(-x));
                case Gelu:
                    return GeluOf(x);
                case GeluTanh:
                    return (x < Deep ? Deep : x) / (1f + Exp(-1.5957691216f * (x + (0.044715f * x * x * x))));
                case Elu:
                    return x > 0f ? x : first * ExpMinusOne(x);
                case Softplus:
                    return SoftplusOf(x);
                case Mish:
                    return (x < Deep ? Deep : x) * TanhOf(SoftplusOf(x));
                default:
                    return x;
            }
        }

        private static float Between(float x, float low, float high) => x < low ? low : x > high ? high : x;

        /// <summary>2^n e^r with r within half of the logarithm of 2, by the exponential's series.</summary>
        private static float Exp(float x)
        {
            x = Between(x, -87f, 88f);
            var scaled = x * 1.44269504f;

            // ILGPU has no checked arithmetic, and a project may be compiled with it.
            var n = unchecked((int)(scaled < 0f ? scaled - 0.5f : scaled + 0.5f));

            // The logarithm of 2 in two parts, the first of few bits, so that nothing is lost.
            var r = (x - (n * 0.693359375f)) + (n * 2.12194440e-4f);
            var series = 1f + (r * (1f + (r * (0.5f + (r * ((1f / 6f) + (r * ((1f / 24f) + (r * ((1f / 120f) + (r * (1f / 720f))))))))))));
            return series * PowerOfTwo(n);
        }

        private static float PowerOfTwo(int n)
        {
            var size = n < 0 ? unchecked(-n) : n;
            var power = 1f;
            if ((size & 1) != 0)
                power *= 2f;
            if ((size & 2) != 0)
                power *= 4f;
            if ((size & 4) != 0)
                power *= 16f;
            if ((size & 8) != 0)
                power *= 256f;
            if ((size & 16) != 0)
                power *= 65536f;
            if ((size & 32) != 0)
                power *= 4294967296f;
            if ((size & 64) != 0)
                power *= 18446744073709551616f;
            return n < 0 ? 1f / power : power;
        }

        /// <summary>e^x - 1, near 0 by its series.</summary>
        private static float ExpMinusOne(float x) => x < -0.25f || x > 0.25f
            ? Exp(x) - 1f
            : x * (1f + (x * (0.5f + (x * ((1f / 6f) + (x * ((1f / 24f) + (x * ((1f / 120f) + (x * (1f / 720f)))))))))));

        /// <summary>1 - 2 / (e^2x + 1), near 0 by its series.</summary>
        private static float TanhOf(float x)
        {
            if (x < -0.25f || x > 0.25f)
                return 1f - (2f / (Exp(2f * x) + 1f));
            var square = x * x;
            return x * (1f + (square * ((-1f / 3f) + (square * ((2f / 15f) + (square * ((-17f / 315f) + (square * (62f / 2835f)))))))));
        }

        /// <summary>max(0, x) + ln(1 + e^-|x|), with the logarithm as twice the area tangent of e / (2 + e), by its series.</summary>
        private static float SoftplusOf(float x)
        {
            var e = Exp(x < 0f ? x : -x);
            var s = e / (2f + e);
            var square = s * s;
            var high = (1f / 7f) + (square * ((1f / 9f) + (square * ((1f / 11f) + (square * (1f / 13f))))));
            var series = 1f + (square * ((1f / 3f) + (square * ((1f / 5f) + (square * high)))));
            return (x < 0f ? 0f : x) + (2f * s * series);
        }

        /// <summary>max(0, x) - |x| Q(|x|), with the upper tail Q of the normal distribution by Abramowitz and Stegun, 7.1.26.</summary>
        private static float GeluOf(float x)
        {
            var size = x < 0f ? -x : x;
            var z = (size > 40f ? 40f : size) * 0.70710678f;
            var t = 1f / (1f + (0.3275911f * z));
            var tail = t * (0.254829592f + (t * (-0.284496736f + (t * (1.421413741f + (t * (-1.453152027f + (t * 1.061405429f))))))));
            return (x < 0f ? 0f : x) - ((size > 40f ? 40f : size) * (0.5f * tail * Exp(-z * z)));
        }
    }
}
