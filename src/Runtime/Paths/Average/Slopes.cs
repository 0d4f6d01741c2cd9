using System.Runtime.Intrinsics;
using NetSpec.Runtime.Paths.Gates;

namespace NetSpec.Runtime.Paths.Average;

/// <summary>The edges of a layer in a backward pass: θ·∂R/∂v into ∂R/∂u where the edge is active.</summary>
internal readonly struct Slopes(double[] theta, Vector512<double>[] targets, Vector512<double>[][] operands) : IGatedSweep
{
    public void Edge(int target, int operand, int source, int parameter, double constant, Vector512<double> active) =>
        operands[operand][source] += (Vector512.Create(parameter < 0 ? constant : theta[parameter]) * targets[target]) & active;
}
