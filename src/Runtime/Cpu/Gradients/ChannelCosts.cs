using System;

namespace NetSpec.Runtime.Cpu;

/// <summary>What per-channel weights and biases contribute, and what follows from the costs of the layer before them.</summary>
public static unsafe class ChannelCosts
{
    /// <summary>The costs of a layer's biases: cost[c] = b[c] Σ_p g[c, p].</summary>
    /// <param name="run">The pass, of one sample.</param>
    /// <param name="biases">What adds the biases, and multiplies them up to the place of the gradient.</param>
    /// <param name="gradient">The gradient.</param>
    /// <param name="costs">Room for a number a channel.</param>
    public static void Shift(in Run run, PackedAffine biases, Map gradient, Span<float> costs)
    {
        ArgumentNullException.ThrowIfNull(biases);
        Sum(run, biases, biases.Shift, null, gradient, costs);
    }

    /// <summary>The costs of per-channel weights: cost[c] = a[c] Σ_p x[c, p] g[c, p].</summary>
    /// <param name="run">The pass, of one sample.</param>
    /// <param name="weights">What multiplies by the weights.</param>
    /// <param name="input">What they multiply.</param>
    /// <param name="gradient">The gradient at the result.</param>
    /// <param name="costs">Room for a number a channel.</param>
    public static void Scale(in Run run, PackedAffine weights, Map input, Map gradient, Span<float> costs)
    {
        ArgumentNullException.ThrowIfNull(weights);
        input.CheckSame(gradient, nameof(gradient));
        Sum(run, weights, weights.Scale, input, gradient, costs);
    }

    /// <summary>
    /// The costs of per-channel weights behind a layer whose weights they are folded into: as all that enters a channel
    /// passes through its weight, the sums of the costs of what enters it.
    /// </summary>
    /// <param name="run">The pass.</param>
    /// <param name="entering">The costs of the layer's weights: [groups][outer][channels][inner].</param>
    /// <param name="groups">Groups of channels.</param>
    /// <param name="outer">Positions before the channel.</param>
    /// <param name="channels">Channels of a group.</param>
    /// <param name="costs">Room for a number a channel of each group; its sum over the positions before and behind.</param>
    public static void Total(in Run run, ReadOnlySpan<float> entering, int groups, int outer, int channels, Span<float> costs)
    {
        CostChecks.Length(costs.Length, (long)groups * channels, nameof(costs));
        var inner = (int)(entering.Length / ((long)groups * outer * channels));
        CostChecks.Length(entering.Length, (long)groups * outer * channels * inner, nameof(entering));
        fixed (float* source = entering, target = costs)
        {
            ChannelTotalJob job = new() { Entering = source, Costs = target, Outer = outer, Channels = channels, Inner = inner };
            job.Run(run, groups);
        }
    }

    /// <summary>Adds the costs of biases to those of the weights that multiply them later.</summary>
    public static void Add(ReadOnlySpan<float> biases, Span<float> costs)
    {
        CostChecks.Length(costs.Length, biases.Length, nameof(costs));
        for (var i = 0; i < costs.Length; i++)
        {
            costs[i] += biases[i];
        }
    }

    private static void Sum(in Run run, PackedAffine affine, NativeBuffer factors, Map? input, Map gradient, Span<float> costs)
    {
        CostChecks.OneSample(run);
        if (affine.Channels != gradient.Channels)
        {
            throw new ArgumentException($"An affine map of {affine.Channels} channels does not fit {gradient}.", nameof(affine));
        }

        CostChecks.Length(costs.Length, gradient.Channels, nameof(costs));
        fixed (float* target = costs)
        {
            ChannelCostJob job = new(run, factors.Pointer, input, gradient, target);
            job.Run(run);
        }

        GC.KeepAlive(affine);
    }
}
