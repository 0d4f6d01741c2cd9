using System;
using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Sequences;

/// <summary>Weights from scores, where they lie: exp(scale (s - m)) with the largest score m of a row, divided by the row's sum.</summary>
internal static unsafe class ScoreRows
{
    /// <param name="scores">The row, with room up to a multiple of 16 floats.</param>
    /// <param name="count">Scores of the row.</param>
    /// <param name="length">Weights to write; those behind the last score are 0.</param>
    /// <param name="scale">What scores are multiplied by.</param>
    public static void Weigh<TLanes>(float* scores, int count, int length, float scale)
        where TLanes : struct, ILanes<TLanes>
    {
        var vectors = (count + Map.Lanes - 1) / Map.Lanes;
        var end = vectors * Map.Lanes;
        new Span<float>(scores + count, end - count).Fill(float.NegativeInfinity);
        var largest = TLanes.Load(scores);
        for (var i = 1; i < vectors; i++)
        {
            largest = TLanes.MaxOrNaN(largest, TLanes.Load(scores + (i * Map.Lanes)));
        }

        var lanes = stackalloc float[Map.Lanes];
        largest.Store(lanes);
        var max = lanes[0];
        for (var i = 1; i < Map.Lanes; i++)
        {
            max = float.IsNaN(max) || max > lanes[i] ? max : lanes[i];
        }

        // The difference first: of large scores, scale s - scale m would be what m scale is rounded by, which may be more than any exponent.
        var (sums, factor, shift) = (TLanes.All(0), TLanes.All(scale), TLanes.All(-max));
        for (var i = 0; i < vectors - 1; i++)
        {
            var power = Power(scores + (i * Map.Lanes), shift, factor);
            power.Store(scores + (i * Map.Lanes));
            sums = TLanes.Add(sums, power);
        }

        // An exponential is never 0, so lanes behind the last score are cleared.
        var last = scores + end - Map.Lanes;
        Power(last, shift, factor).Store(last);
        new Span<float>(scores + count, Math.Max(end, length) - count).Clear();
        TLanes.Add(sums, TLanes.Load(last)).Store(lanes);
        var sum = 0.0;
        for (var i = 0; i < Map.Lanes; i++)
        {
            sum += lanes[i];
        }

        var quotient = TLanes.All((float)(1 / sum));
        for (var i = 0; i < vectors; i++)
        {
            TLanes.Multiply(TLanes.Load(scores + (i * Map.Lanes)), quotient).Store(scores + (i * Map.Lanes));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Power<TLanes>(float* scores, TLanes shift, TLanes factor)
        where TLanes : struct, ILanes<TLanes> => LaneMath.Exp(TLanes.Multiply(TLanes.Add(TLanes.Load(scores), shift), factor));
}
