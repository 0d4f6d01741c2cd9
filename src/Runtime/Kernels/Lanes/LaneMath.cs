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
        var n = Reduce(x, out var r);
        return TLanes.Multiply(TLanes.MultiplyAdd(Polynomial(r), TLanes.Multiply(r, r), TLanes.Add(r, TLanes.All(1))), TLanes.PowerOfTwo(n));
    }

    /// <summary>exp(x) - 1, within 2^-21 of the value for x to 88, near 0 too; beyond, the value at 88. NaN stays NaN.</summary>
    /// <remarks>2^n exp(r) - 1 = 2^n (exp(r) - 1) + (2^n - 1), where n is 0 if x is small.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes ExpMinusOne<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var n = Reduce(x, out var r);
        var power = TLanes.PowerOfTwo(n);
        return TLanes.MultiplyAdd(TLanes.MultiplyAdd(Polynomial(r), TLanes.Multiply(r, r), r), power, TLanes.Add(power, TLanes.All(-1)));
    }

    /// <summary>ln(1 + x), within 2^-21 of the value for x from 0 to 1. NaN stays NaN.</summary>
    /// <remarks>2 artanh(s) with s = x / (2 + x), at most 1/3: s times a polynomial in s² that agrees at six Chebyshev nodes, 2^-33 off elsewhere.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes LogOnePlus<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var s = TLanes.Divide(x, TLanes.Add(x, TLanes.All(2)));
        var t = TLanes.Multiply(s, s);
        var p = TLanes.MultiplyAdd(TLanes.All(0.24393908f), t, TLanes.All(0.21398561f));
        p = TLanes.MultiplyAdd(p, t, TLanes.All(0.2862021f));
        p = TLanes.MultiplyAdd(p, t, TLanes.All(0.39998711f));
        p = TLanes.MultiplyAdd(p, t, TLanes.All(0.66666679f));
        p = TLanes.MultiplyAdd(p, t, TLanes.All(2));
        return TLanes.Multiply(p, s);
    }

    /// <summary>The upper tail of the normal distribution, erfc(x / √2) / 2, for x at least 0, within 2^-19 of the value or 2^-31. NaN stays NaN.</summary>
    /// <remarks>
    /// exp(-x²/2) times a polynomial in w = 1 / (1 + 0.3 x), as in Abramowitz and Stegun 7.1.26, of degree 10 without a constant: it agrees with
    /// the quotient at ten Chebyshev nodes of w and is 2^-27 off elsewhere.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes NormalTail<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var w = TLanes.Divide(TLanes.All(1), TLanes.MultiplyAdd(x, TLanes.All(0.3f), TLanes.All(1)));
        var p = TLanes.MultiplyAdd(TLanes.All(-0.020815174f), w, TLanes.All(0.113509863f));
        p = TLanes.MultiplyAdd(p, w, TLanes.All(-0.230815124f));
        p = TLanes.MultiplyAdd(p, w, TLanes.All(0.195348068f));
        p = TLanes.MultiplyAdd(p, w, TLanes.All(-0.082456938f));
        p = TLanes.MultiplyAdd(p, w, TLanes.All(0.097815586f));
        p = TLanes.MultiplyAdd(p, w, TLanes.All(0.077808909f));
        p = TLanes.MultiplyAdd(p, w, TLanes.All(0.110360557f));
        p = TLanes.MultiplyAdd(p, w, TLanes.All(0.119556798f));
        p = TLanes.MultiplyAdd(p, w, TLanes.All(0.119687453f));
        return TLanes.Multiply(TLanes.Multiply(p, w), Exp(TLanes.Multiply(TLanes.Multiply(x, x), TLanes.All(-0.5f))));
    }

    /// <summary>x, cut to where exp(x) is a normal number, as n ln 2 + r.</summary>
    /// <returns>n, a whole number.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Reduce<TLanes>(TLanes x, out TLanes r)
        where TLanes : struct, ILanes<TLanes>
    {
        // In this order a NaN comes through both.
        x = TLanes.Min(TLanes.All(88), TLanes.Max(TLanes.All(-87), x));
        var n = TLanes.Add(TLanes.MultiplyAdd(x, TLanes.All(1.44269504f), TLanes.All(Rounder)), TLanes.All(-Rounder));
        r = TLanes.MultiplyAdd(n, TLanes.All(-0.693359375f), x);
        r = TLanes.MultiplyAdd(n, TLanes.All(2.12194440e-4f), r);
        return n;
    }

    /// <summary>(exp(r) - 1 - r) / r².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Polynomial<TLanes>(TLanes r)
        where TLanes : struct, ILanes<TLanes>
    {
        var p = TLanes.MultiplyAdd(TLanes.All(1.9875691500e-4f), r, TLanes.All(1.3981999507e-3f));
        p = TLanes.MultiplyAdd(p, r, TLanes.All(8.3334519073e-3f));
        p = TLanes.MultiplyAdd(p, r, TLanes.All(4.1665795894e-2f));
        p = TLanes.MultiplyAdd(p, r, TLanes.All(1.6666665459e-1f));
        return TLanes.MultiplyAdd(p, r, TLanes.All(5.0000001201e-1f));
    }
}
