using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Graphs.Layers;

/// <summary>A bias for each channel: identity neurons with one frozen edge of weight 1.</summary>
public sealed class BiasLayer : Layer
{
    /// <param name="name">The name of its node in the spec.</param>
    /// <param name="input">The layer it reads.</param>
    /// <param name="shape">Its extent, that of the layer it reads.</param>
    /// <param name="bias">Index in the store of the first bias.</param>
    public BiasLayer(string name, int input, Extent shape, int bias)
        : base(name, shape, input)
    {
        Bias = bias;
    }

    /// <summary>Index in the store of the first bias.</summary>
    public int Bias { get; }

    /// <inheritdoc/>
    public override int BiasOf(int neuron) => Bias + (neuron / (Shape.Height * Shape.Width));

    /// <inheritdoc/>
    public override void VisitEdges<TVisitor>(ref TVisitor visitor)
    {
        for (var neuron = 0; neuron < Size; neuron++)
        {
            visitor.Edge(neuron, 0, neuron, -1, 1);
        }
    }

    internal override long FanIn => 1;

    internal override long FanOut => 1;

    internal override bool HasParameters => true;

    internal override (int First, int Count) Taps => (0, 1);

    internal override void VisitChannels<TVisitor>(ref TVisitor visitor) =>
        ChannelEdges.Each(this, ref visitor);

    private protected override void Check(ParameterLayout parameters)
    {
        Expect(Operands[0]);
        ExpectParameters(parameters, "biases", Bias, Shape.Channels);
    }
}
