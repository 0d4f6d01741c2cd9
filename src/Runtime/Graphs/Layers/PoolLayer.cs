using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Graphs.Layers;

/// <summary>
/// k-max-pool neurons over windows of one channel, with frozen edges of weight 1; k = 1 is max-pooling. Padding has no
/// neurons, so a window at the border has fewer antecedents.
/// </summary>
public sealed class PoolLayer : Layer
{
    /// <param name="name">The name of its node in the spec.</param>
    /// <param name="input">The layer it reads.</param>
    /// <param name="shape">Its extent.</param>
    /// <param name="kernel">The sides of its window.</param>
    /// <param name="stride">The step from one window to the next.</param>
    public PoolLayer(string name, int input, Extent shape, Sides kernel, Sides stride)
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

    /// <summary>Which of the largest antecedents a neuron takes, from 1.</summary>
    public int K { get; init; } = 1;

    /// <inheritdoc/>
    public override Activation ActivationOf(int neuron) => Activation.KMaxPool;

    /// <inheritdoc/>
    public override int KOf(int neuron) => K;

    /// <inheritdoc/>
    public override void VisitEdges<TVisitor>(ref TVisitor visitor)
    {
        var source = Operands[0];
        var (rows, columns) = (
            new TapAxis(source.Height, Shape.Height, Kernel.Height, Stride.Height, Padding.Top, dilation: 1),
            new TapAxis(source.Width, Shape.Width, Kernel.Width, Stride.Width, Padding.Left, dilation: 1));
        var target = 0;
        for (var channel = 0; channel < Shape.Channels; channel++)
        for (var row = 0; row < Shape.Height; row++)
        for (var column = 0; column < Shape.Width; column++, target++)
        {
            for (var s = 0; s < Kernel.Height; s++)
            {
                if (!rows.Meets(row, s, out var r))
                    continue;
                for (var t = 0; t < Kernel.Width; t++)
                {
                    if (columns.Meets(column, t, out var c))
                        visitor.Edge(target, 0, source.At(channel, r, c), -1, 1);
                }
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
        if (K < 1 || K > Kernel.Height * Kernel.Width)
            throw Wrong($"takes the {K}th largest of a window of {Kernel}");
    }
}
