using System;
using System.ComponentModel;
using NetSpec.Runtime.Kernels.Dense;

namespace NetSpec.Runtime.Kernels.Costs;

/// <summary>
/// What costs of the weights of a Kronecker-sparse factor are made of: x[i,l,j] g[i,k,j] of each weight (i, k, l, j), for all
/// weights at once.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class KroneckerCosts
{
    /// <summary>Multiplies.</summary>
    /// <param name="run">The pass, of one sample.</param>
    /// <param name="input">The factor's input vector.</param>
    /// <param name="gradient">The gradient at its result, a vector.</param>
    /// <param name="sums">Room for a number a weight, in the order of the tensor (a, b, c, d).</param>
    public static unsafe void Run<TShape>(in Run run, int input, int gradient, Span<float> sums)
        where TShape : struct, IKroneckerShape
    {
        var size = TiledPattern.Of<TShape>();
        CostChecks.OneSample(run);
        CostChecks.Length(sums.Length, size.NonZeros, nameof(sums));
        fixed (float* target = sums)
        {
            KroneckerCostJob job = new()
            {
                Size = size,
                Input = run.At(new Map(input, size.Inputs, 1, 1, 0)),
                Gradient = run.At(new Map(gradient, size.Outputs, 1, 1, 0)),
                Sums = target,
                Simd = run.Simd,
            };
            job.Run(run);
        }
    }
}
