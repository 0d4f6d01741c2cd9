using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Graphs.Layers;

/// <summary>A map as a vector, in order of (channel, row, column): identity neurons with one frozen edge of weight 1 each.</summary>
public sealed class FlattenLayer : Layer
{
    /// <param name="name">The name of its node in the spec.</param>
    /// <param name="input">The layer it reads.</param>
    /// <param name="shape">Its extent, a vector.</param>
    public FlattenLayer(string name, int input, Extent shape)
        : base(name, shape, input)
    {
    }

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

    internal override bool HasParameters => false;

    internal override (int First, int Count) Taps => (0, Operands[0].Height * Operands[0].Width);

    internal override void VisitChannels<TVisitor>(ref TVisitor visitor)
    {
        var pixels = Operands[0].Height * Operands[0].Width;
        for (var feature = 0; feature < Size; feature++)
        {
            visitor.Edge(feature, 0, feature / pixels, -1, 1);
        }
    }

    private protected override void Check(ParameterLayout parameters) => Expect(new(Operands[0].Size));
}
