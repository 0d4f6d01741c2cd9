using System.Runtime.Intrinsics;

namespace NetSpec.Runtime.Paths.Gates;

/// <summary>What a walk over edges and gates does with each edge. A struct, so that the walk is compiled for it.</summary>
internal interface IGatedSweep
{
    /// <summary>An edge, as of <see cref="Graphs.IEdgeVisitor"/>.</summary>
    /// <param name="target">The neuron it enters.</param>
    /// <param name="operand">Which of the layer's inputs it comes from.</param>
    /// <param name="source">The neuron it leaves.</param>
    /// <param name="parameter">Index of its weight; -1 for a frozen edge.</param>
    /// <param name="constant">The weight of a frozen edge.</param>
    /// <param name="active">A mask of the samples in which it is active.</param>
    void Edge(int target, int operand, int source, int parameter, double constant, Vector512<double> active);
}
