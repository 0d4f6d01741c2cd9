using System;
using System.ComponentModel;
using NetSpec.Runtime.Kernels.Convolution;

namespace NetSpec.Runtime.Kernels.Costs;

/// <summary>
/// What costs of a convolution's weights are made of: the derivative by each weight of a value whose gradient at the
/// convolution's result is known, sum[o,i,k] = Σ_p x[i, p s + k] g[o, p], for all weights at once.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ConvCosts
{
    /// <summary>Sums over all pixels.</summary>
    /// <param name="run">The pass, of one sample.</param>
    /// <param name="input">The first interior element of the convolution's input; its border is zero.</param>
    /// <param name="gradient">The gradient at the result, a map of the result's shape with a border of its own.</param>
    /// <param name="sums">Room for a number a weight, in the order of the tensor (out, in / groups, rows, columns).</param>
    /// <remarks>
    /// The weights of a transposed convolution are those of the convolution from its result to its input: call it with the two
    /// maps exchanged.
    /// </remarks>
    public static unsafe void Run<TShape>(in Run run, int input, Map gradient, Span<float> sums)
        where TShape : struct, IConvShape
    {
        var s = default(TShape);
        ConvGeometry.CheckReach(s);
        CostChecks.OneSample(run);
        CostChecks.Length(sums.Length, (long)s.OutChannels * (s.InChannels / s.Groups) * s.KernelHeight * s.KernelWidth, nameof(sums));
        new Map(0, s.OutChannels, s.OutHeight, s.OutWidth, 0).CheckSame(gradient, nameof(gradient));
        fixed (float* target = sums)
        {
            if (ConvGeometry.IsDepthwise(s))
            {
                DepthwiseCostJob job = new(run, s, input, gradient, target);
                job.Run(run);
            }
            else
            {
                ConvCostJob job = new(run, s, input, gradient, target);
                job.Run(run);
            }
        }
    }
}
