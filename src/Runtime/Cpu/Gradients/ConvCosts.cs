using System;

namespace NetSpec.Runtime.Cpu;

/// <summary>
/// What the weights of a convolution contribute: w ∂/∂w of a value whose gradient at the convolution's result is known,
/// cost[o,i,k] = w[o,i,k] Σ_p x[i, p s + k] g[o, p], for all weights at once.
/// </summary>
public static class ConvCosts
{
    /// <summary>Sums over all pixels, and multiplies by the weights.</summary>
    /// <param name="run">The pass, of one sample.</param>
    /// <param name="weights">Weights packed for the shape.</param>
    /// <param name="input">The first interior element of the convolution's input; its border is zero.</param>
    /// <param name="gradient">The gradient at the result, a map of the result's shape with a border of its own.</param>
    /// <param name="costs">Room for a number a weight, in the order of the tensor (out, in / groups, rows, columns).</param>
    /// <remarks>The weights of a transposed convolution are those of the convolution from its result to its input: call it with the two maps exchanged.</remarks>
    public static unsafe void Run<TShape>(in Run run, PackedConv weights, int input, Map gradient, Span<float> costs)
        where TShape : struct, IConvShape
    {
        ArgumentNullException.ThrowIfNull(weights);
        var s = default(TShape);
        ConvGeometry.CheckRun(weights.Shape, typeof(TShape), hasResidual: false, residual: -1);
        CostChecks.OneSample(run);
        CostChecks.Length(costs.Length, (long)s.OutChannels * (s.InChannels / s.Groups) * s.KernelHeight * s.KernelWidth, nameof(costs));
        new Map(0, s.OutChannels, s.OutHeight, s.OutWidth, 0).CheckSame(gradient, nameof(gradient));
        fixed (float* target = costs)
        {
            if (weights.Depthwise is { } depthwise)
            {
                DepthwiseCostJob job = new(run, depthwise, weights.Weights, s, input, gradient, target);
                job.Run(run);
            }
            else
            {
                ConvCostJob job = new(run, weights, s, input, gradient, target);
                job.Run(run);
            }
        }

        GC.KeepAlive(weights);
    }
}
