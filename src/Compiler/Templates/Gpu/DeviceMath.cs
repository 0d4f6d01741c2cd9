namespace NetSpec.Gpu
{
    using global::ILGPU;

    /// <summary>
    /// Functions of a single number, of sums, products and quotients alone: devices have some of them as instructions, each with an error of its own, and
    /// ILGPU without its library of algorithms has them on no CUDA device. NaN stays NaN.
    /// </summary>
    internal static class DeviceMath
    {
        /// <summary>exp(x), within 2^-21 of the value to 88; above, exp(88); below -87, 0.</summary>
        public static float Exp(float x) => x < -87f ? 0f : Scaled(x, 0f);

        /// <summary>exp(x) - 1, within 2^-20 of the value to 88, near 0 too; above, the value at 88.</summary>
        public static float ExpMinusOne(float x) => Scaled(x < -87f ? -87f : x, 1f);

        /// <summary>ln(1 + x) from 0 to 1, within 2^-21 of the value.</summary>
        /// <remarks>2 artanh(s) with s = x / (2 + x): s times a polynomial in s².</remarks>
        public static float LogOnePlus(float x)
        {
            var s = x / (x + 2f);
            var t = s * s;
            var p = (0.24393908f * t) + 0.21398561f;
            p = (p * t) + 0.2862021f;
            p = (p * t) + 0.39998711f;
            p = (p * t) + 0.66666679f;
            return ((p * t) + 2f) * s;
        }

        /// <summary>ln(x) of a normal number above 0, within 2^-20 of the value or of 1.</summary>
        public static float Log(float x)
        {
            unchecked
            {
                // x is 2^n (1 + r) with r from 0 to 1.
                var bits = Interop.FloatAsInt(x);
                var n = (int)(bits >> 23) - 127;
                var r = Interop.IntAsFloat((bits & 0x007FFFFFu) | 0x3F800000u) - 1f;

                // A number that is none of these comes through as it is: infinity, NaN.
                return x < float.PositiveInfinity ? (n * 0.69314718f) + LogOnePlus(r) : x;
            }
        }

        /// <summary>The upper tail of the normal distribution for x at least 0, within 2^-18 of the value or 2^-31.</summary>
        /// <remarks>exp(-x²/2) times a polynomial in 1 / (1 + 0.3 x), as in Abramowitz and Stegun 7.1.26.</remarks>
        public static float NormalTail(float x)
        {
            var w = 1f / ((x * 0.3f) + 1f);
            var p = (-0.020815174f * w) + 0.113509863f;
            p = (p * w) - 0.230815124f;
            p = (p * w) + 0.195348068f;
            p = (p * w) - 0.082456938f;
            p = (p * w) + 0.097815586f;
            p = (p * w) + 0.077808909f;
            p = (p * w) + 0.110360557f;
            p = (p * w) + 0.119556798f;
            p = (p * w) + 0.119687453f;
            return p * w * Exp(x * x * -0.5f);
        }

        /// <summary>1 / √x of a normal number above 0, within 2^-21 of the value.</summary>
        /// <remarks>Newton's steps from a first guess that halves the exponent: each squares the error, which is 3.5 % at the most before the first.</remarks>
        public static float InverseRoot(float x)
        {
            unchecked
            {
                var y = Interop.IntAsFloat(0x5F3759DFu - (Interop.FloatAsInt(x) >> 1));
                y *= 1.5f - (0.5f * x * y * y);
                y *= 1.5f - (0.5f * x * y * y);
                y *= 1.5f - (0.5f * x * y * y);
                return y * (1.5f - (0.5f * x * y * y));
            }
        }

        /// <summary>exp(x) - less, where 2^n (exp(r) - 1) and 2^n - less are added last, so that nothing is lost near 0.</summary>
        /// <remarks>
        /// x = n ln 2 + r with |r| at most half of ln 2, which is split in two so that n times its first part is exact (Cody and Waite, 1980); the
        /// polynomial for exp(r) is that of S. Moshier's Cephes library.
        /// </remarks>
        private static float Scaled(float x, float less)
        {
            unchecked
            {
                x = x > 88f ? 88f : x;
                var n = (int)((x * 1.44269504f) + (x < 0f ? -0.5f : 0.5f));
                var r = (x - (n * 0.693359375f)) + (n * 2.12194440e-4f);
                var p = (1.9875691500e-4f * r) + 1.3981999507e-3f;
                p = (p * r) + 8.3334519073e-3f;
                p = (p * r) + 4.1665795894e-2f;
                p = (p * r) + 1.6666665459e-1f;
                p = (p * r) + 5.0000001201e-1f;
                var power = Interop.IntAsFloat((uint)(n + 127) << 23);
                return (((p * r * r) + r) * power) + (power - less);
            }
        }
    }
}
