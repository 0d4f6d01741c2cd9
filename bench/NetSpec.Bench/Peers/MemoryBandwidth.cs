using System;
using System.Diagnostics;
using System.Linq;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using NetSpec.Bench.Sparse;

namespace NetSpec.Bench.Peers;

/// <summary>Bytes a second that cores read from memory: sums over an array that no cache holds.</summary>
internal static class MemoryBandwidth
{
    private const long Floats = 128L << 20;
    private const int Tries = 5;

    /// <summary>The most of several tries.</summary>
    public static double Measure(int threads)
    {
        using var values = new AlignedFloats(Floats);
        var best = 0.0;
        for (var i = 0; i < Tries; i++)
        {
            var start = Stopwatch.GetTimestamp();
            var sums = new float[threads];
            if (threads == 1)
                sums[0] = Sum(values, 0, 1);
            else
                Parallel.For(0, threads, new() { MaxDegreeOfParallelism = threads }, part => sums[part] = Sum(values, part, threads));
            best = Math.Max(best, Floats * sizeof(float) / Stopwatch.GetElapsedTime(start).TotalSeconds);
            GC.KeepAlive(sums.Sum());
        }

        return best;
    }

    private static float Sum(AlignedFloats values, int part, int parts)
    {
        var share = values.Span.Slice((int)(part * Floats / parts), (int)(Floats / parts));
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(share);
        var (a, b, c, d) = (Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero);
        for (var i = 0; i + 3 < vectors.Length; i += 4)
        {
            a += vectors[i];
            b += vectors[i + 1];
            c += vectors[i + 2];
            d += vectors[i + 3];
        }

        return Vector.Sum(a + b + c + d);
    }
}
