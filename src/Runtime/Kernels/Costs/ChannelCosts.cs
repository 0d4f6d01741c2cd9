using System;
using System.ComponentModel;

namespace NetSpec.Runtime.Kernels.Costs;

/// <summary>What costs of biases and of per-channel weights are made of.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class ChannelCosts
{
    /// <summary>Of a layer's biases: sum[c] = Σ_p g[c, p].</summary>
    /// <param name="run">The pass, of one sample.</param>
    /// <param name="gradient">The gradient at the layer's result.</param>
    /// <param name="sums">Room for a number a channel.</param>
    public static void Shift(in Run run, Map gradient, Span<float> sums) => Sum(run, null, gradient, sums);

    /// <summary>Of per-channel weights: sum[c] = Σ_p x[c, p] g[c, p].</summary>
    /// <param name="run">The pass, of one sample.</param>
    /// <param name="input">What they multiply.</param>
    /// <param name="gradient">The gradient at the result.</param>
    /// <param name="sums">Room for a number a channel.</param>
    public static void Scale(in Run run, Map input, Map gradient, Span<float> sums)
    {
        input.CheckSame(gradient, nameof(gradient));
        Sum(run, input, gradient, sums);
    }

    private static void Sum(in Run run, Map? input, Map gradient, Span<float> sums)
    {
        CostChecks.OneSample(run);
        CostChecks.Length(sums.Length, gradient.Channels, nameof(sums));
        fixed (float* target = sums)
        {
            ChannelCostJob job = new(run, input, gradient, target);
            job.Run(run);
        }
    }
}
