using System;

namespace NetSpec.Runtime.Cpu;

/// <summary>What the weights of a fully connected layer contribute: cost[o,i] = w[o,i] x[i] g[o], for all weights at once.</summary>
public static class LinearCosts
{
    /// <summary>Multiplies.</summary>
    /// <param name="run">The pass, of one sample.</param>
    /// <param name="weights">Weights packed for the shape.</param>
    /// <param name="input">The layer's input vector.</param>
    /// <param name="gradient">The gradient at its result, a vector.</param>
    /// <param name="costs">Room for a number a weight, in the order of the tensor (out, in).</param>
    public static unsafe void Run<TShape>(in Run run, PackedLinear weights, int input, int gradient, Span<float> costs)
        where TShape : struct, ILinearShape
    {
        ArgumentNullException.ThrowIfNull(weights);
        var s = default(TShape);
        ConvGeometry.CheckRun(weights.Shape, typeof(TShape), hasResidual: false, residual: -1);
        CostChecks.OneSample(run);
        CostChecks.Length(costs.Length, (long)s.OutFeatures * s.InFeatures, nameof(costs));
        fixed (float* target = costs)
        {
            LinearCostJob job = new()
            {
                Input = run.At(new Map(input, s.InFeatures, 1, 1, 0)),
                Gradient = run.At(new Map(gradient, s.OutFeatures, 1, 1, 0)),
                Weights = weights.Weights.Pointer,
                Costs = target,
                Inputs = s.InFeatures,
                Outputs = s.OutFeatures,
                Simd = run.Simd,
            };
            job.Run(run);
        }

        GC.KeepAlive(weights);
    }
}
