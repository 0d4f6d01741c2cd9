using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Graphs.Layers;

/// <summary>
/// Zeros around a value: identity neurons with one frozen edge of weight 1 each where the operand lies, and neurons that
/// nothing enters, which are 0 whatever the input, around it.
/// </summary>
public sealed class PadLayer : Layer
{
    /// <param name="name">The name of its node in the spec.</param>
    /// <param name="input">The layer it reads.</param>
    /// <param name="shape">Its extent, which says what is behind, below and to the right.</param>
    /// <param name="top">Rows above the operand's first.</param>
    /// <param name="left">Columns before the operand's first.</param>
    public PadLayer(string name, int input, Extent shape, int top, int left)
        : base(name, shape, input)
    {
        (Top, Left) = (top, left);
    }

    /// <summary>Rows above the operand's first.</summary>
    public int Top { get; }

    /// <summary>Columns before the operand's first.</summary>
    public int Left { get; }

    /// <summary>Channels before the operand's first.</summary>
    public int Front { get; init; }

    /// <inheritdoc/>
    public override void VisitEdges<TVisitor>(ref TVisitor visitor)
    {
        var source = Operands[0];
        for (var channel = 0; channel < source.Channels; channel++)
        for (var row = 0; row < source.Height; row++)
        for (var column = 0; column < source.Width; column++)
        {
            visitor.Edge(Shape.At(channel + Front, row + Top, column + Left), 0, source.At(channel, row, column), -1, 1);
        }
    }

    internal override long FanIn => 1;

    internal override long FanOut => 1;

    internal override bool HasParameters => false;

    internal override (int First, int Count) Taps => (0, 1);

    internal override void VisitChannels<TVisitor>(ref TVisitor visitor)
    {
        for (var channel = 0; channel < Operands[0].Channels; channel++)
        {
            visitor.Edge(Front + channel, 0, channel, -1, 1);
        }
    }

    private protected override void Check(ParameterLayout parameters)
    {
        var source = Operands[0];
        if (Front < 0 || Top < 0 || Left < 0
            || (long)source.Channels + Front > Shape.Channels || (long)source.Height + Top > Shape.Height || (long)source.Width + Left > Shape.Width)
            throw Wrong($"has the shape {Shape}, in which {source} does not lie from channel {Front}, row {Top} and column {Left} on");
    }
}
