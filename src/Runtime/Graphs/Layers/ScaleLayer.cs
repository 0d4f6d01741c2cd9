using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Graphs.Layers;

/// <summary>A factor and a bias for each channel: identity neurons with one free edge.</summary>
public sealed class ScaleLayer : Layer
{
    /// <param name="name">The name of its node in the spec.</param>
    /// <param name="input">The layer it reads.</param>
    /// <param name="shape">Its extent, that of the layer it reads.</param>
    /// <param name="weight">Index in the store of the first factor.</param>
    public ScaleLayer(string name, int input, Extent shape, int weight)
        : base(name, shape, input)
    {
        Weight = weight;
    }

    /// <summary>Index in the store of the first factor.</summary>
    public int Weight { get; }

    /// <summary>Whether all channels have the one factor.</summary>
    public bool IsShared { get; init; }

    /// <summary>Index in the store of the first bias; -1 without biases.</summary>
    public int Bias { get; init; } = -1;

    /// <inheritdoc/>
    public override int BiasOf(int neuron) => Bias < 0 ? -1 : Bias + (neuron / (Shape.Height * Shape.Width));

    /// <inheritdoc/>
    public override void VisitEdges<TVisitor>(ref TVisitor visitor)
    {
        var pixels = Shape.Height * Shape.Width;
        for (var neuron = 0; neuron < Size; neuron++)
        {
            visitor.Edge(neuron, 0, neuron, WeightOf(neuron / pixels), 0);
        }
    }

    internal override long FanIn => 1;

    internal override long FanOut => 1;

    internal override bool HasParameters => true;

    internal override (int First, int Count) Taps => (Weight, 1);

    internal override void VisitChannels<TVisitor>(ref TVisitor visitor)
    {
        for (var channel = 0; channel < Shape.Channels; channel++)
        {
            visitor.Edge(channel, 0, channel, WeightOf(channel), 0);
        }
    }

    /// <summary>The index in the store of the factor of a channel.</summary>
    internal int WeightOf(int channel) => IsShared ? Weight : Weight + channel;

    private protected override void Check(ParameterLayout parameters)
    {
        Expect(Operands[0]);
        ExpectParameters(parameters, "factors", Weight, IsShared ? 1 : Shape.Channels);
        ExpectOptional(parameters, "biases", Bias, Shape.Channels);
    }
}
