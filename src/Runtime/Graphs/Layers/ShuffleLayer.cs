using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Graphs.Layers;

/// <summary>
/// The channels of groups by turns, the first of each, then the second of each: identity neurons with one frozen edge of weight 1 each.
/// </summary>
public sealed class ShuffleLayer : Layer
{
    /// <param name="name">The name of its node in the spec.</param>
    /// <param name="input">The layer it reads.</param>
    /// <param name="shape">Its extent.</param>
    /// <param name="groups">How many groups of consecutive channels the operand has.</param>
    public ShuffleLayer(string name, int input, Extent shape, int groups)
        : base(name, shape, input)
    {
        Groups = groups;
    }

    /// <summary>How many groups of consecutive channels the operand has.</summary>
    public int Groups { get; }

    /// <inheritdoc/>
    public override void VisitEdges<TVisitor>(ref TVisitor visitor)
    {
        var pixels = Shape.Height * Shape.Width;
        for (var neuron = 0; neuron < Size; neuron++)
        {
            visitor.Edge(neuron, 0, (Source(neuron / pixels) * pixels) + (neuron % pixels), -1, 1);
        }
    }

    internal override long FanIn => 1;

    internal override long FanOut => 1;

    internal override bool HasParameters => false;

    internal override (int First, int Count) Taps => (0, 1);

    internal override void VisitChannels<TVisitor>(ref TVisitor visitor)
    {
        for (var channel = 0; channel < Shape.Channels; channel++)
        {
            visitor.Edge(channel, 0, Source(channel), -1, 1);
        }
    }

    private protected override void Check(ParameterLayout parameters)
    {
        Expect(Operands[0]);
        if (Groups < 1 || Shape.Channels % Groups != 0)
            throw Wrong($"has {Shape.Channels} channels, which {Groups} groups do not divide");
    }

    private int Source(int channel) => (channel % Groups * (Shape.Channels / Groups)) + (channel / Groups);
}
