using System;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;
using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Paths.Sweeps;

/// <summary>
/// How far the a = γ/√(s + ε) and c = β − aμ of a batch-norm, as they are in double, may lie from those of real arithmetic. The difference c
/// can lose all its digits, so that its room is measured by its terms.
/// </summary>
internal static class FoldingRoom
{
    // At most 3.5 roundings of 2^-53 stand in aμ and one in the difference; a has no more.
    private const double Room = 1.0 / (1L << 50);

    /// <summary>
    /// The room of every a and c at its index in the store, 0 where nothing was rounded and for all other parameters; null without batch-norms.
    /// </summary>
    public static double[]? Of(Architecture architecture, ParameterStore store)
    {
        double[]? rooms = null;
        var values = store.ReadOnly.Values;
        foreach (var layer in architecture.Layers)
        {
            if (layer is not BatchNormLayer norm)
                continue;

            rooms ??= new double[values.Length];
            for (var channel = 0; channel < norm.Shape.Channels; channel++)
            {
                (rooms[norm.Gamma + channel], rooms[norm.Beta + channel]) = Of(norm, values, channel);
            }
        }

        return rooms;
    }

    private static (double Factor, double Shift) Of(BatchNormLayer norm, ReadOnlySpan<float> store, int channel)
    {
        var (gamma, beta) = norm.IsAffine ? ((double)store[norm.Gamma + channel], (double)store[norm.Beta + channel]) : (1, 0);
        var (mean, variance) = ((double)store[norm.Mean + channel], (double)store[norm.Variance + channel]);
        var sum = variance + norm.Epsilon;
        var root = Math.Sqrt(sum);
        var a = gamma / root;
        var product = a * mean;
        var isExact = IsSum(variance, norm.Epsilon, sum) && Math.FusedMultiplyAdd(root, root, -sum) == 0 && Math.FusedMultiplyAdd(a, root, -gamma) == 0;
        var isShiftExact = isExact && Math.FusedMultiplyAdd(a, mean, -product) == 0 && IsSum(beta, -product, beta - product);
        return (isExact ? 0 : Math.Abs(a) * Room, isShiftExact ? 0 : (Math.Abs(beta) + Math.Abs(product)) * Room);
    }

    /// <summary>Whether a + b is the sum to the last bit (Knuth's two-sum has no error).</summary>
    private static bool IsSum(double a, double b, double sum)
    {
        var second = sum - a;
        return a - (sum - second) == 0 && b - second == 0;
    }
}
