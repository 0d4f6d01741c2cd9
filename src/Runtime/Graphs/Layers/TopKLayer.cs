using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Graphs.Layers;

/// <summary>
/// The largest channels in descending order, position by position: k-max-pool neurons with k = 1, 2, … over all channels,
/// with frozen edges of weight 1.
/// </summary>
public sealed class TopKLayer : Layer
{
    /// <param name="name">The name of its node in the spec.</param>
    /// <param name="input">The layer it reads.</param>
    /// <param name="shape">Its extent: as many channels as are taken.</param>
    public TopKLayer(string name, int input, Extent shape)
        : base(name, shape, input)
    {
    }

    /// <inheritdoc/>
    public override Activation ActivationOf(int neuron) => Activation.KMaxPool;

    /// <inheritdoc/>
    public override int KOf(int neuron) => (neuron / (Shape.Height * Shape.Width)) + 1;

    /// <inheritdoc/>
    public override void VisitEdges<TVisitor>(ref TVisitor visitor)
    {
        var pixels = Shape.Height * Shape.Width;
        for (var neuron = 0; neuron < Size; neuron++)
        for (var channel = 0; channel < Operands[0].Channels; channel++)
        {
            visitor.Edge(neuron, 0, (channel * pixels) + (neuron % pixels), -1, 1);
        }
    }

    internal override long FanIn => Operands[0].Channels;

    internal override long FanOut => Size;

    internal override bool HasParameters => false;

    internal override (int First, int Count) Taps => (0, 1);

    internal override void VisitChannels<TVisitor>(ref TVisitor visitor) =>
        ChannelEdges.Blocks(ref visitor, 1, Shape.Channels, Operands[0].Channels);

    private protected override void Check(ParameterLayout parameters)
    {
        Expect(Operands[0] with { Channels = Shape.Channels });
        if (Shape.Channels > Operands[0].Channels)
            throw Wrong($"takes {Shape.Channels} of {Operands[0].Channels} channels");
    }
}
