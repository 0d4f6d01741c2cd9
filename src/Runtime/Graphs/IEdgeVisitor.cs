namespace NetSpec.Runtime.Graphs;

/// <summary>What a walk over the edges of a layer does with each. A struct, so that the walk is compiled for it.</summary>
public interface IEdgeVisitor
{
    /// <summary>
    /// An edge. All edges of one neuron come one after another, in the order of its antecedents, and neurons come in
    /// ascending order.
    /// </summary>
    /// <param name="target">The neuron it enters, an index in the layer.</param>
    /// <param name="operand">Which of <see cref="Layer.Inputs"/> it comes from.</param>
    /// <param name="source">The neuron it leaves, an index in that operand.</param>
    /// <param name="parameter">Index in the parameter store of its weight; -1 for a frozen edge.</param>
    /// <param name="constant">The weight of a frozen edge; meaningless for a free one.</param>
    void Edge(int target, int operand, int source, int parameter, double constant);
}
