using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Graphs.Layers;

/// <summary>The sum of layers of one shape: identity neurons with a frozen edge of weight 1 for each.</summary>
public sealed class AddLayer : Layer
{
    /// <param name="name">The name of its node in the spec.</param>
    /// <param name="shape">Its extent, that of the layers it reads.</param>
    /// <param name="inputs">The layers it reads, in order; one may occur twice.</param>
    public AddLayer(string name, Extent shape, params int[] inputs)
        : base(name, shape, inputs)
    {
    }

    /// <inheritdoc/>
    public override void VisitEdges<TVisitor>(ref TVisitor visitor)
    {
        for (var neuron = 0; neuron < Size; neuron++)
        for (var operand = 0; operand < Inputs.Count; operand++)
        {
            visitor.Edge(neuron, operand, neuron, -1, 1);
        }
    }

    internal override long FanIn => Inputs.Count;

    internal override long FanOut => 1;

    internal override bool HasParameters => false;

    internal override (int First, int Count) Taps => (0, 1);

    internal override void VisitChannels<TVisitor>(ref TVisitor visitor) =>
        ChannelEdges.Each(this, ref visitor);

    private protected override void Check(ParameterLayout parameters)
    {
        if (Inputs.Count == 0)
            throw Wrong("adds nothing; a sum has at least one operand");
        foreach (var operand in Operands)
        {
            Expect(operand);
        }
    }
}
