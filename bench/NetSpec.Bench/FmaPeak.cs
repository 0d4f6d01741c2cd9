using System;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetSpec.Bench;

/// <summary>
/// The rate of fused multiply-adds that registers alone allow, timed in the same rounds as everything else: the machine
/// may be shared, and only ratios mean something.
/// </summary>
internal sealed class FmaPeak : ICandidate
{
    private const int Steps = 20_000, Sums = 16;

    public string Name => "peak of multiply-adds";

    public double MultiplyAdds => (double)Steps * Sums * 16;

    /// <summary>Multiply-adds a second on one core: the most of several tries.</summary>
    public static double PerSecond()
    {
        const int Tries = 50;
        var peak = new FmaPeak();
        var best = 0.0;
        for (var i = 0; i < Tries; i++)
        {
            var start = Stopwatch.GetTimestamp();
            peak.Run(1);
            best = Math.Max(best, peak.MultiplyAdds / Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return best;
    }

    /// <summary>Always on the caller's thread: more threads are compared with as many times this rate.</summary>
    public void Run(int threads) => Loop(Steps);

    private static float Loop(int steps) => Vector512.IsHardwareAccelerated ? Loop512(steps) : Fma.IsSupported ? Loop256(2 * steps) : Loop128(steps);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Loop512(int steps)
    {
        var x = Vector512.Create(0.999f);
        Vector512<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x, m = x, n = x, o = x, p = x;
        for (; steps > 0; steps--)
        {
            a = Avx512F.FusedMultiplyAdd(a, x, x);
            b = Avx512F.FusedMultiplyAdd(b, x, x);
            c = Avx512F.FusedMultiplyAdd(c, x, x);
            d = Avx512F.FusedMultiplyAdd(d, x, x);
            e = Avx512F.FusedMultiplyAdd(e, x, x);
            f = Avx512F.FusedMultiplyAdd(f, x, x);
            g = Avx512F.FusedMultiplyAdd(g, x, x);
            h = Avx512F.FusedMultiplyAdd(h, x, x);
            i = Avx512F.FusedMultiplyAdd(i, x, x);
            j = Avx512F.FusedMultiplyAdd(j, x, x);
            k = Avx512F.FusedMultiplyAdd(k, x, x);
            l = Avx512F.FusedMultiplyAdd(l, x, x);
            m = Avx512F.FusedMultiplyAdd(m, x, x);
            n = Avx512F.FusedMultiplyAdd(n, x, x);
            o = Avx512F.FusedMultiplyAdd(o, x, x);
            p = Avx512F.FusedMultiplyAdd(p, x, x);
        }

        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Loop256(int steps)
    {
        var x = Vector256.Create(0.999f);
        Vector256<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x;
        for (steps *= 2; steps > 0; steps--)
        {
            a = Fma.MultiplyAdd(a, x, x);
            b = Fma.MultiplyAdd(b, x, x);
            c = Fma.MultiplyAdd(c, x, x);
            d = Fma.MultiplyAdd(d, x, x);
            e = Fma.MultiplyAdd(e, x, x);
            f = Fma.MultiplyAdd(f, x, x);
            g = Fma.MultiplyAdd(g, x, x);
            h = Fma.MultiplyAdd(h, x, x);
        }

        return Vector256.Sum(a + b + c + d + e + f + g + h);
    }

    /// <summary>Products and sums apart, as where there is no instruction for both.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Loop128(int steps)
    {
        var x = Vector128.Create(0.999f);
        Vector128<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x;
        for (steps *= 8; steps > 0; steps--)
        {
            a = (a * x) + x;
            b = (b * x) + x;
            c = (c * x) + x;
            d = (d * x) + x;
            e = (e * x) + x;
            f = (f * x) + x;
            g = (g * x) + x;
            h = (h * x) + x;
        }

        return Vector128.Sum(a + b + c + d + e + f + g + h);
    }
}
