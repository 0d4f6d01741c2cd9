using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Graphs.Layers;

/// <summary>Some consecutive channels, rows and columns of a value: identity neurons with one frozen edge of weight 1 each.</summary>
public sealed class SliceLayer : Layer
{
    /// <param name="name">The name of its node in the spec.</param>
    /// <param name="input">The layer it reads.</param>
    /// <param name="shape">Its extent.</param>
    /// <param name="top">The first row that is taken.</param>
    /// <param name="left">The first column.</param>
    public SliceLayer(string name, int input, Extent shape, int top, int left)
        : base(name, shape, input)
    {
        (Top, Left) = (top, left);
    }

    /// <summary>The first row that is taken.</summary>
    public int Top { get; }

    /// <summary>The first column.</summary>
    public int Left { get; }

    /// <summary>The first channel.</summary>
    public int Front { get; init; }

    /// <inheritdoc/>
    public override void VisitEdges<TVisitor>(ref TVisitor visitor)
    {
        var source = Operands[0];
        var target = 0;
        for (var channel = 0; channel < Shape.Channels; channel++)
        for (var row = 0; row < Shape.Height; row++)
        for (var column = 0; column < Shape.Width; column++, target++)
        {
            visitor.Edge(target, 0, source.At(channel + Front, row + Top, column + Left), -1, 1);
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
            visitor.Edge(channel, 0, Front + channel, -1, 1);
        }
    }

    private protected override void Check(ParameterLayout parameters)
    {
        var source = Operands[0];
        if (Front < 0 || Top < 0 || Left < 0
            || (long)Shape.Channels + Front > source.Channels || (long)Shape.Height + Top > source.Height || (long)Shape.Width + Left > source.Width)
            throw Wrong($"has the shape {Shape}, but {source} has no such part from channel {Front}, row {Top} and column {Left} on");
    }
}
