using System;
using System.Runtime.Intrinsics;
using NetSpec.Runtime.Paths.Gates;

namespace NetSpec.Runtime.Paths.Average;

/// <summary>The edges of a layer in the pass of gated norms: |θ|·n(u) into v where the edge is active. The first argument has the |θ|.</summary>
internal readonly struct GatedSums(double[] sizes, Vector512<double>[][] operands, double[] scales, Vector512<double>[] sums) : IGatedSweep
{
    public void Edge(int target, int operand, int source, int parameter, double constant, Vector512<double> active)
    {
        var weight = (parameter < 0 ? Math.Abs(constant) : sizes[parameter]) * scales[operand];
        sums[target] += (Vector512.Create(weight) * operands[operand][source]) & active;
    }
}
