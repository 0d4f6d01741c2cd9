using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Graphs.Layers;

/// <summary>
/// Groups of consecutive channels in descending order, position by position: k-max-pool neurons with k = 1, 2, … along each
/// group, all of them over the whole group, with frozen edges of weight 1.
/// </summary>
public sealed class GroupSortLayer : Layer
{
    /// <param name="name">The name of its node in the spec.</param>
    /// <param name="input">The layer it reads.</param>
    /// <param name="shape">Its extent, that of the layer it reads.</param>
    /// <param name="groupSize">Channels of a group.</param>
    public GroupSortLayer(string name, int input, Extent shape, int groupSize)
        : base(name, shape, input)
    {
        GroupSize = groupSize;
    }

    /// <summary>Channels of a group.</summary>
    public int GroupSize { get; }

    /// <inheritdoc/>
    public override Activation ActivationOf(int neuron) => Activation.KMaxPool;

    /// <inheritdoc/>
    public override int KOf(int neuron) => (neuron / (Shape.Height * Shape.Width) % GroupSize) + 1;

    /// <inheritdoc/>
    public override void VisitEdges<TVisitor>(ref TVisitor visitor)
    {
        var pixels = Shape.Height * Shape.Width;
        for (var neuron = 0; neuron < Size; neuron++)
        {
            var first = neuron / pixels / GroupSize * GroupSize;
            for (var channel = first; channel < first + GroupSize; channel++)
            {
                visitor.Edge(neuron, 0, (channel * pixels) + (neuron % pixels), -1, 1);
            }
        }
    }

    internal override long FanIn => GroupSize;

    internal override long FanOut => GroupSize;

    internal override bool HasParameters => false;

    internal override (int First, int Count) Taps => (0, 1);

    internal override void VisitChannels<TVisitor>(ref TVisitor visitor) =>
        ChannelEdges.Blocks(ref visitor, Shape.Channels / GroupSize, GroupSize, GroupSize);

    private protected override void Check(ParameterLayout parameters)
    {
        Expect(Operands[0]);
        if (GroupSize < 1 || Shape.Channels % GroupSize != 0)
            throw Wrong($"sorts groups of {GroupSize}, which do not divide {Shape.Channels} channels");
    }
}
