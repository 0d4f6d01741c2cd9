using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Graphs.Layers;

/// <summary>A map of one row with channels and columns exchanged: identity neurons with one frozen edge of weight 1 each.</summary>
public sealed class TurnLayer : Layer
{
    /// <param name="name">The name of its node in the spec.</param>
    /// <param name="input">The layer it reads, of one row.</param>
    /// <param name="shape">Its extent.</param>
    public TurnLayer(string name, int input, Extent shape)
        : base(name, shape, input)
    {
    }

    /// <inheritdoc/>
    public override void VisitEdges<TVisitor>(ref TVisitor visitor)
    {
        for (var neuron = 0; neuron < Size; neuron++)
        {
            visitor.Edge(neuron, 0, (neuron % Shape.Width * Shape.Channels) + (neuron / Shape.Width), -1, 1);
        }
    }

    internal override long FanIn => 1;

    internal override long FanOut => 1;

    internal override bool HasParameters => false;

    internal override (int First, int Count) Taps => (0, Shape.Channels);

    internal override void VisitChannels<TVisitor>(ref TVisitor visitor)
    {
        for (var channel = 0; channel < Shape.Channels; channel++)
        {
            for (var source = 0; source < Shape.Width; source++)
            {
                visitor.Edge(channel, 0, source, -1, 1);
            }
        }
    }

    private protected override void Check(ParameterLayout parameters)
    {
        if (Operands[0].Height != 1)
            throw Wrong($"reads {Operands[0]}, which is not of one row");
        Expect(new(Operands[0].Width, 1, Operands[0].Channels));
    }
}
