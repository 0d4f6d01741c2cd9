using System;
using System.ComponentModel;
using NetSpec.Runtime.Kernels.Dense;

namespace NetSpec.Runtime.Kernels.Costs;

/// <summary>What costs of the weights of a fully connected layer are made of: x[i] g[o] of each weight (o, i), for all weights at once.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LinearCosts
{
    /// <summary>Multiplies.</summary>
    /// <param name="run">The pass, of one sample.</param>
    /// <param name="input">The layer's input vector.</param>
    /// <param name="gradient">The gradient at its result, a vector.</param>
    /// <param name="sums">Room for a number a weight, in the order of the tensor (out, in).</param>
    public static unsafe void Run<TShape>(in Run run, int input, int gradient, Span<float> sums)
        where TShape : struct, ILinearShape
    {
        var s = default(TShape);
        CostChecks.OneSample(run);
        CostChecks.Length(sums.Length, (long)s.OutFeatures * s.InFeatures, nameof(sums));
        fixed (float* target = sums)
        {
            LinearCostJob job = new()
            {
                Input = run.At(new Map(input, s.InFeatures, 1, 1, 0)),
                Gradient = run.At(new Map(gradient, s.OutFeatures, 1, 1, 0)),
                Sums = target,
                Inputs = s.InFeatures,
                Outputs = s.OutFeatures,
                Simd = run.Simd,
            };
            job.Run(run);
        }
    }
}
