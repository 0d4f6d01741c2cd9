using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Graphs.Layers;

/// <summary>
/// Average pooling to a given size: identity neurons over the window [⌊i·n/o⌋, ⌈(i+1)·n/o⌉) of each side, with frozen edges
/// of weight 1/K where K is the window's size.
/// </summary>
public sealed class AdaptiveAveragePoolLayer : Layer
{
    /// <param name="name">The name of its node in the spec.</param>
    /// <param name="input">The layer it reads.</param>
    /// <param name="shape">Its extent.</param>
    public AdaptiveAveragePoolLayer(string name, int input, Extent shape)
        : base(name, shape, input)
    {
    }

    /// <inheritdoc/>
    public override void VisitEdges<TVisitor>(ref TVisitor visitor)
    {
        var source = Operands[0];
        var target = 0;
        for (var channel = 0; channel < Shape.Channels; channel++)
        for (var row = 0; row < Shape.Height; row++)
        for (var column = 0; column < Shape.Width; column++, target++)
        {
            var (top, bottom) = Window(row, source.Height, Shape.Height);
            var (left, right) = Window(column, source.Width, Shape.Width);
            var weight = 1.0 / ((bottom - top) * (right - left));
            for (var r = top; r < bottom; r++)
            for (var c = left; c < right; c++)
            {
                visitor.Edge(target, 0, source.At(channel, r, c), -1, weight);
            }
        }
    }

    private static (int Start, int End) Window(int i, int size, int windows) =>
        ((int)((long)i * size / windows), (int)((((i + 1L) * size) + windows - 1) / windows));

    internal override long FanIn => (long)Operands[0].Height * Operands[0].Width;

    internal override long FanOut => (long)Shape.Height * Shape.Width;

    internal override bool HasParameters => false;

    internal override (int First, int Count) Taps => (0, 1);

    internal override void VisitChannels<TVisitor>(ref TVisitor visitor) =>
        ChannelEdges.Each(this, ref visitor);

    private protected override void Check(ParameterLayout parameters) => Expect(new(Operands[0].Channels, Shape.Height, Shape.Width));
}
