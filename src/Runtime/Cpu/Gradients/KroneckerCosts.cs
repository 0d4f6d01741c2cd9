using System;

namespace NetSpec.Runtime.Cpu;

/// <summary>What the weights of a Kronecker-sparse factor contribute: cost[i,k,l,j] = K[i,k,l,j] x[i,l,j] g[i,k,j], for all weights at once.</summary>
public static class KroneckerCosts
{
    /// <summary>Multiplies.</summary>
    /// <param name="run">The pass, of one sample.</param>
    /// <param name="weights">Weights packed for the shape.</param>
    /// <param name="input">The factor's input vector.</param>
    /// <param name="gradient">The gradient at its result, a vector.</param>
    /// <param name="costs">Room for a number a weight, in the order of the tensor (a, b, c, d).</param>
    public static unsafe void Run<TShape>(in Run run, PackedKronecker weights, int input, int gradient, Span<float> costs)
        where TShape : struct, IKroneckerShape
    {
        ArgumentNullException.ThrowIfNull(weights);
        var size = KroneckerSize.Of<TShape>();
        ConvGeometry.CheckPacked(weights.Shape, typeof(TShape));
        CostChecks.OneSample(run);
        CostChecks.Length(costs.Length, size.NonZeros, nameof(costs));
        fixed (float* target = costs)
        {
            KroneckerCostJob job = new()
            {
                Size = size,
                Input = run.At(new Map(input, size.Inputs, 1, 1, 0)),
                Gradient = run.At(new Map(gradient, size.Outputs, 1, 1, 0)),
                Weights = weights.Weights.Pointer,
                Costs = target,
                Simd = run.Simd,
            };
            job.Run(run);
        }

        GC.KeepAlive(weights);
    }
}
