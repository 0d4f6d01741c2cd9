using System;
using System.Collections.Generic;

namespace NetSpec.Runtime.Graphs.Layers;

/// <summary>A neuron of a <see cref="NeuronsLayer"/>.</summary>
public sealed class Neuron
{
    /// <param name="name">Its name in the spec.</param>
    /// <param name="activation">What it does with its antecedents.</param>
    /// <param name="edges">The edges that enter it, in the order of its antecedents.</param>
    public Neuron(string name, Activation activation, params Edge[] edges)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(edges);
        (Name, Activation, Edges) = (name, activation, edges);
    }

    /// <summary>Its name in the spec.</summary>
    public string Name { get; }

    /// <summary>What it does with its antecedents.</summary>
    public Activation Activation { get; }

    /// <summary>The edges that enter it, in the order of its antecedents.</summary>
    public IReadOnlyList<Edge> Edges { get; }

    /// <summary>The k of a k-max-pool, from 1; 0 for another.</summary>
    public int K { get; init; }

    /// <summary>Index in the store of its bias; -1 without one.</summary>
    public int Bias { get; init; } = -1;

    /// <summary>Name and activation: <c>v : relu, 3 edges</c>.</summary>
    public override string ToString()
    {
        var activation = Activation switch
        {
            Activation.Identity => "id",
            Activation.Relu => "relu",
            _ => FormattableString.Invariant($"pool({K})"),
        };
        return FormattableString.Invariant($"{Name} : {activation}, {Edges.Count} {(Edges.Count == 1 ? "edge" : "edges")}");
    }
}
