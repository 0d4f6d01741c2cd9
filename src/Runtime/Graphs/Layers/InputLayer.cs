using System.Collections.Generic;
using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Graphs.Layers;

/// <summary>The input neurons of a network: no edges enter them, and they have no biases.</summary>
public sealed class InputLayer : Layer
{
    /// <param name="name">The name of the input in the spec.</param>
    /// <param name="shape">Its extent.</param>
    public InputLayer(string name, Extent shape)
        : base(name, shape)
    {
    }

    /// <summary>The names of its neurons where the spec names each of them; null where it names the input as a whole.</summary>
    public IReadOnlyList<string>? NeuronNames { get; init; }

    /// <summary>The name that the spec gives the neuron, if it does.</summary>
    public override string NameOf(int neuron) => NeuronNames is { } names ? names[neuron] : base.NameOf(neuron);

    /// <inheritdoc/>
    public override void VisitEdges<TVisitor>(ref TVisitor visitor)
    {
    }

    internal override long FanIn => 0;

    internal override long FanOut => 1;

    internal override bool HasParameters => false;

    internal override (int First, int Count) Taps => (0, 1);

    internal override void VisitChannels<TVisitor>(ref TVisitor visitor)
    {
    }

    private protected override void Check(ParameterLayout parameters)
    {
        if (NeuronNames is { } names && names.Count != Size)
            throw Wrong($"has {Size} neurons and {names.Count} names for them");
    }
}
