using System;
using System.Runtime.Intrinsics;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;

namespace NetSpec.Runtime.Paths.Sweeps;

/// <summary>
/// The linear map of a layer and its transpose, for a group of samples with one in each lane: those of the layers that have nearly all edges of a
/// network, which products of matrices compute many times as fast as a walk does.
/// </summary>
internal static class LaneMap
{
    /// <summary>Whether the layer is one of these. Its neurons are identities, whose edges are active in all samples.</summary>
    public static bool Covers(Layer layer) => layer is ConvLayer or LinearLayer;

    /// <summary>result[v] += Σ weight(u→v) · operand[u].</summary>
    /// <param name="layer">A layer that is covered.</param>
    /// <param name="weights">The weights, by index in the store.</param>
    /// <param name="operand">A value for each neuron of the layer it reads.</param>
    /// <param name="result">A value for each of its neurons.</param>
    public static void Apply(Layer layer, double[] weights, Vector512<double>[] operand, Vector512<double>[] result)
    {
        if (layer is ConvLayer conv)
        {
            new LaneConvolution(conv).Apply(weights, operand, result);
            return;
        }

        var first = ((LinearLayer)layer).Weight;
        for (var target = 0; target < result.Length; target++, first += operand.Length)
        {
            // Several sums, since one waits for itself.
            Vector512<double> s0 = default, s1 = default, s2 = default, s3 = default;
            var row = weights.AsSpan(first, operand.Length);
            var i = 0;
            for (; i <= row.Length - 4; i += 4)
            {
                s0 = LaneTile.MultiplyAdd(row[i], operand[i], s0);
                s1 = LaneTile.MultiplyAdd(row[i + 1], operand[i + 1], s1);
                s2 = LaneTile.MultiplyAdd(row[i + 2], operand[i + 2], s2);
                s3 = LaneTile.MultiplyAdd(row[i + 3], operand[i + 3], s3);
            }

            for (; i < row.Length; i++)
            {
                s0 = LaneTile.MultiplyAdd(row[i], operand[i], s0);
            }

            result[target] += s0 + s1 + (s2 + s3);
        }
    }

    /// <summary>operand[u] += Σ weight(u→v) · result[v].</summary>
    /// <inheritdoc cref="Apply"/>
    public static void ApplyTransposed(Layer layer, double[] weights, Vector512<double>[] result, Vector512<double>[] operand)
    {
        if (layer is ConvLayer conv)
        {
            new LaneConvolution(conv).ApplyTransposed(weights, result, operand);
            return;
        }

        var first = ((LinearLayer)layer).Weight;
        for (var target = 0; target < result.Length; target++, first += operand.Length)
        {
            // Nothing comes back from all outputs but the one that is looked at.
            if (result[target] == Vector512<double>.Zero)
                continue;
            var row = weights.AsSpan(first, operand.Length);
            for (var i = 0; i < row.Length; i++)
            {
                operand[i] = LaneTile.MultiplyAdd(row[i], result[target], operand[i]);
            }
        }
    }
}
