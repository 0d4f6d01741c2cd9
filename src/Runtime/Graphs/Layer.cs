using System;
using System.Collections.Generic;

namespace NetSpec.Runtime.Graphs;

/// <summary>
/// A layer as the theory sees it: neurons with their antecedents, weights and biases. Neurons are numbered in row-major
/// order of (channel, row, column); a vector of n features has the extent n x 1 x 1.
/// </summary>
/// <remarks>
/// Parameters are named by their index in the parameter store. A batch-norm is a layer of identity neurons whose weight
/// a = γ/√(s+ε) stands at the index of γ and whose bias c = β − γμ/√(s+ε) at that of β: see <see cref="EffectiveParameters"/>.
/// </remarks>
public abstract class Layer
{
    private protected Layer(string name, Extent shape, params int[] inputs)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        Shape = shape;
        Inputs = inputs;
    }

    /// <summary>The name of its node in the spec.</summary>
    public string Name { get; }

    /// <summary>Channels, rows and columns.</summary>
    public Extent Shape { get; }

    /// <summary>The layers it reads, as positions in <see cref="Architecture.Layers"/>; all come before it.</summary>
    public IReadOnlyList<int> Inputs { get; }

    /// <summary>The number of neurons.</summary>
    public int Size => Shape.Size;

    /// <summary>What a neuron of the layer does with its antecedents.</summary>
    /// <param name="neuron">An index in the layer.</param>
    public virtual Activation ActivationOf(int neuron) => Activation.Identity;

    /// <summary>The k of a k-max-pool neuron, from 1; 0 for another.</summary>
    public virtual int KOf(int neuron) => 0;

    /// <summary>The index in the parameter store of the neuron's bias; -1 if it has none.</summary>
    public virtual int BiasOf(int neuron) => -1;

    /// <summary>Walks over all edges that enter the layer, neuron by neuron.</summary>
    public abstract void VisitEdges<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IEdgeVisitor;
}
