using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Paths.Arithmetic;

namespace NetSpec.Runtime.Paths;

/// <summary>
/// A path p = v₀ → … → v_d that ends at an output, with its coordinate Φ_p(θ): the product of the weights along it, times
/// the bias of v₀ unless that is an input (Definition 2.3.3).
/// </summary>
public sealed class NeuronPath
{
    private readonly Architecture _architecture;

    internal NeuronPath(Architecture architecture, int output, NeuronPlace[] neurons, int[] edges, ScaledNumber coordinate)
    {
        _architecture = architecture;
        (Output, Neurons, Edges, Coordinate) = (output, neurons, edges, coordinate);
    }

    /// <summary>Which of the network's outputs it ends at, counted through all of them.</summary>
    public int Output { get; }

    /// <summary>Its neurons v₀, …, v_d.</summary>
    public IReadOnlyList<NeuronPlace> Neurons { get; }

    /// <summary>Of each neuron after the first, which of the edges that enter it the path takes.</summary>
    public IReadOnlyList<int> Edges { get; }

    /// <summary>Its coordinate Φ_p(θ); infinite or 0 where that is beyond the range of a double.</summary>
    public double Value => Coordinate.Value;

    /// <summary>Its coordinate Φ_p(θ), however large or small.</summary>
    internal ScaledNumber Coordinate { get; }

    /// <summary>The number of its edges, d.</summary>
    public int Length => Edges.Count;

    /// <summary>Whether it starts at an input neuron, and is part of Φ^I; if not, of Φ^H.</summary>
    public bool StartsAtInput => _architecture.Layers[Neurons[0].Layer].IsInput;

    /// <summary>Its neurons by name: <c>x[0]>u>m>y</c>.</summary>
    public override string ToString() => string.Join('>', Neurons.Select(neuron => _architecture.Layers[neuron.Layer].NameOf(neuron.Index)));
}
