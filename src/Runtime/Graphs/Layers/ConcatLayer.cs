using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Graphs.Layers;

/// <summary>Layers one after another along the channels: identity neurons with one frozen edge of weight 1 each.</summary>
public sealed class ConcatLayer : Layer
{
    /// <param name="name">The name of its node in the spec.</param>
    /// <param name="shape">Its extent.</param>
    /// <param name="inputs">The layers it reads, in order; one may occur twice.</param>
    public ConcatLayer(string name, Extent shape, params int[] inputs)
        : base(name, shape, inputs)
    {
    }

    /// <inheritdoc/>
    public override void VisitEdges<TVisitor>(ref TVisitor visitor)
    {
        var target = 0;
        for (var operand = 0; operand < Operands.Count; operand++)
        for (var source = 0; source < Operands[operand].Size; source++)
        {
            visitor.Edge(target++, operand, source, -1, 1);
        }
    }

    internal override long FanIn => 1;

    internal override long FanOut => 1;

    internal override bool HasParameters => false;

    internal override (int First, int Count) Taps => (0, 1);

    internal override void VisitChannels<TVisitor>(ref TVisitor visitor)
    {
        var target = 0;
        for (var operand = 0; operand < Operands.Count; operand++)
        for (var channel = 0; channel < Operands[operand].Channels; channel++)
        {
            visitor.Edge(target++, operand, channel, -1, 1);
        }
    }

    private protected override void Check(ParameterLayout parameters)
    {
        var channels = 0;
        foreach (var operand in Operands)
        {
            channels += operand.Channels;
            Expect(Shape with { Height = operand.Height, Width = operand.Width });
        }

        Expect(Shape with { Channels = channels });
    }
}
