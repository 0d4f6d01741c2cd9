using System;
using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Graphs.Layers;

/// <summary>
/// Average pooling: identity neurons over windows of one channel, with frozen edges of weight 1/K. K counts the window's
/// neurons, and its padding too where <see cref="CountsPadding"/>; what lies beyond the padding is never counted.
/// </summary>
public sealed class AveragePoolLayer : Layer
{
    /// <param name="name">The name of its node in the spec.</param>
    /// <param name="input">The layer it reads.</param>
    /// <param name="shape">Its extent.</param>
    /// <param name="kernel">The sides of its window.</param>
    /// <param name="stride">The step from one window to the next.</param>
    public AveragePoolLayer(string name, int input, Extent shape, Sides kernel, Sides stride)
        : base(name, shape, input)
    {
        (Kernel, Stride) = (kernel, stride);
    }

    /// <summary>The sides of its window.</summary>
    public Sides Kernel { get; }

    /// <summary>The step from one window to the next.</summary>
    public Sides Stride { get; }

    /// <summary>Padding on each side.</summary>
    public Margins Padding { get; init; }

    /// <summary>Whether the divisor counts padding.</summary>
    public bool CountsPadding { get; init; } = true;

    /// <inheritdoc/>
    public override void VisitEdges<TVisitor>(ref TVisitor visitor)
    {
        var source = Operands[0];
        var target = 0;
        for (var channel = 0; channel < Shape.Channels; channel++)
        for (var row = 0; row < Shape.Height; row++)
        for (var column = 0; column < Shape.Width; column++, target++)
        {
            var (top, left) = ((row * Stride.Height) - Padding.Top, (column * Stride.Width) - Padding.Left);
            var (bottom, right) = (Math.Min(top + Kernel.Height, source.Height + Padding.Bottom), Math.Min(left + Kernel.Width, source.Width + Padding.Right));
            var padded = (bottom - top) * (right - left);
            (top, left) = (Math.Max(top, 0), Math.Max(left, 0));
            (bottom, right) = (Math.Min(bottom, source.Height), Math.Min(right, source.Width));
            var weight = 1.0 / (CountsPadding ? padded : (bottom - top) * (right - left));
            for (var r = top; r < bottom; r++)
            for (var c = left; c < right; c++)
            {
                visitor.Edge(target, 0, source.At(channel, r, c), -1, weight);
            }
        }
    }

    internal override long FanIn => (long)Kernel.Height * Kernel.Width;

    internal override long FanOut => (long)Kernel.Height * Kernel.Width;

    internal override bool HasParameters => false;

    internal override (int First, int Count) Taps => (0, 1);

    internal override void VisitChannels<TVisitor>(ref TVisitor visitor) =>
        ChannelEdges.Each(this, ref visitor);

    private protected override void Check(ParameterLayout parameters)
    {
        Expect(new(Operands[0].Channels, Shape.Height, Shape.Width));
        Windows.CheckPool(this, Shape.Height, Operands[0].Height, Kernel.Height, Stride.Height, Padding.Top, Padding.Bottom);
        Windows.CheckPool(this, Shape.Width, Operands[0].Width, Kernel.Width, Stride.Width, Padding.Left, Padding.Right);
    }
}
