using System.Runtime.CompilerServices;

namespace NetSpec.Runtime.Kernels.Lanes;

/// <summary>Functions made of the operations of lanes.</summary>
internal static class LaneMath
{
    // Added and subtracted again, it rounds what is below 2^22 to a whole number.
    private const float Rounder = 1.5f * (1 << 23);

    /// <summary>
    /// exp(x), within 2^-22 of the value for x from -87 to 88; beyond, the value at the nearer end. NaN stays NaN.
    /// </summary>
    /// <remarks>
    /// x = n ln 2 + r with |r| at most half of ln 2, which is split in two so that n times its first part is exact (Cody and Waite,
    /// 1980); then 2^n times the polynomial for exp(r) of S. Moshier's Cephes library.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Exp<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        // In this order a NaN comes through both.
        x = TLanes.Min(TLanes.All(88), TLanes.Max(TLanes.All(-87), x));
        var n = TLanes.Add(TLanes.MultiplyAdd(x, TLanes.All(1.44269504f), TLanes.All(Rounder)), TLanes.All(-Rounder));
        var r = TLanes.MultiplyAdd(n, TLanes.All(-0.693359375f), x);
        r = TLanes.MultiplyAdd(n, TLanes.All(2.12194440e-4f), r);
        var p = TLanes.MultiplyAdd(TLanes.All(1.9875691500e-4f), r, TLanes.All(1.3981999507e-3f));
        p = TLanes.MultiplyAdd(p, r, TLanes.All(8.3334519073e-3f));
        p = TLanes.MultiplyAdd(p, r, TLanes.All(4.1665795894e-2f));
        p = TLanes.MultiplyAdd(p, r, TLanes.All(1.6666665459e-1f));
        p = TLanes.MultiplyAdd(p, r, TLanes.All(5.0000001201e-1f));
        p = TLanes.MultiplyAdd(p, TLanes.Multiply(r, r), TLanes.Add(r, TLanes.All(1)));
        return TLanes.Multiply(p, TLanes.PowerOfTwo(n));
    }
}
