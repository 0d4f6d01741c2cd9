namespace NetSpec.Gpu
{
    /// <summary>
    /// Divisions of indices by constants, as a product and a shift. Neither ILGPU nor the driver's assembler makes that of an
    /// integer division: they divide, by some twenty instructions. What depends on the divisor alone is computed when a kernel is compiled.
    /// </summary>
    internal static class FactorIndex
    {
        /// <summary>The divisors that there are bits for.</summary>
        public const int MostDivisor = 4096;

        /// <summary>The whole part of a quotient: exact for all numbers from 0 on.</summary>
        /// <param name="number">What is divided, at least 0.</param>
        /// <param name="divisor">A constant from 1 to <see cref="MostDivisor"/>.</param>
        /// <remarks>
        /// With 2^bits at least the divisor, 2^(31 + bits) / divisor rounded up is off by less than one, which a number below 2^31
        /// makes less than 1 / divisor of the quotient (Granlund and Montgomery, Division by invariant integers using multiplication, 1994).
        /// </remarks>
        public static int Quotient(int number, int divisor)
        {
            unchecked
            {
                int bits = divisor <= 2 ? 1 : divisor <= 4 ? 2 : divisor <= 8 ? 3 : divisor <= 16 ? 4 : divisor <= 32 ? 5 : divisor <= 64 ? 6
                    : divisor <= 128 ? 7 : divisor <= 256 ? 8 : divisor <= 512 ? 9 : divisor <= 1024 ? 10 : divisor <= 2048 ? 11 : 12;
                ulong inverse = ((1UL << (31 + bits)) + (ulong)divisor - 1) / (ulong)divisor;
                return (int)(((uint)number * inverse) >> (31 + bits));
            }
        }

        /// <summary>What a quotient leaves.</summary>
        /// <param name="number">What is divided, at least 0.</param>
        /// <param name="divisor">A constant from 1 to <see cref="MostDivisor"/>.</param>
        public static int Remainder(int number, int divisor) => unchecked(number - (Quotient(number, divisor) * divisor));
    }
}
