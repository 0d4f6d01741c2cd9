using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Graphs.Layers;

/// <summary>
/// A transposed convolution: identity neurons, with an edge for each of the adjoint convolution. Its weights are stored as
/// (in, out/groups, height, width).
/// </summary>
public sealed class ConvTransposeLayer : Layer
{
    /// <param name="name">The name of its node in the spec.</param>
    /// <param name="input">The layer it reads.</param>
    /// <param name="shape">Its extent.</param>
    /// <param name="weight">Index in the store of the first weight.</param>
    /// <param name="kernel">The sides of its window.</param>
    public ConvTransposeLayer(string name, int input, Extent shape, int weight, Sides kernel)
        : base(name, shape, input)
    {
        (Weight, Kernel) = (weight, kernel);
    }

    /// <summary>Index in the store of the first weight.</summary>
    public int Weight { get; }

    /// <summary>The sides of its window.</summary>
    public Sides Kernel { get; }

    /// <summary>Index in the store of the first bias, one a channel; -1 without biases.</summary>
    public int Bias { get; init; } = -1;

    /// <summary>The step in the result from the window of one antecedent to the next.</summary>
    public Sides Stride { get; init; } = new(1, 1);

    /// <summary>The step from one position in a window to the next.</summary>
    public Sides Dilation { get; init; } = new(1, 1);

    /// <summary>What is cut off the result on each side.</summary>
    public Margins Padding { get; init; }

    /// <summary>Rows and columns added to the result at its end, which may have no edges.</summary>
    public Sides OutputPadding { get; init; }

    /// <summary>The number of groups of channels that see one another.</summary>
    public int Groups { get; init; } = 1;

    /// <inheritdoc/>
    public override int BiasOf(int neuron) => Bias < 0 ? -1 : Bias + (neuron / (Shape.Height * Shape.Width));

    /// <inheritdoc/>
    public override void VisitEdges<TVisitor>(ref TVisitor visitor)
    {
        var source = Operands[0];
        var (channels, taps, perGroup) = (source.Channels / Groups, Kernel.Height * Kernel.Width, Shape.Channels / Groups);
        var (rows, columns) = (
            new TapAxis(source.Height, Shape.Height, Kernel.Height, Stride.Height, Padding.Top, Dilation.Height, transposed: true),
            new TapAxis(source.Width, Shape.Width, Kernel.Width, Stride.Width, Padding.Left, Dilation.Width, transposed: true));
        var target = 0;
        for (var channel = 0; channel < Shape.Channels; channel++)
        for (var row = 0; row < Shape.Height; row++)
        for (var column = 0; column < Shape.Width; column++, target++)
        {
            for (var i = channel / perGroup * channels; i < ((channel / perGroup) + 1) * channels; i++)
            {
                // Last taps first: those are the antecedents that come first.
                for (var s = Kernel.Height - 1; s >= 0; s--)
                {
                    if (!rows.Meets(row, s, out var r))
                        continue;
                    for (var t = Kernel.Width - 1; t >= 0; t--)
                    {
                        if (columns.Meets(column, t, out var c))
                            visitor.Edge(target, 0, source.At(i, r, c), Weight + (((i * perGroup) + (channel % perGroup)) * taps) + (s * Kernel.Width) + t, 0);
                    }
                }
            }
        }
    }

    internal override long FanIn => (long)(Operands[0].Channels / Groups) * Kernel.Height * Kernel.Width;

    internal override long FanOut => (long)(Shape.Channels / Groups) * Kernel.Height * Kernel.Width;

    internal override bool HasParameters => true;

    internal override (int First, int Count) Taps => (Weight, Kernel.Height * Kernel.Width);

    internal override void VisitChannels<TVisitor>(ref TVisitor visitor)
    {
        var (rows, columns) = (Shape.Channels / Groups, Operands[0].Channels / Groups);
        ChannelEdges.Weights(ref visitor, Weight, new(Groups, rows, columns), new(columns, 0, 1), new(rows, 1, 0), new(Kernel.Height * Kernel.Width, 0, 0));
    }

    private protected override void Check(ParameterLayout parameters)
    {
        var source = Operands[0];
        Windows.CheckGroups(this, source, Groups);
        Windows.CheckSteps(this, Kernel.Height, Stride.Height, Dilation.Height);
        Windows.CheckSteps(this, Kernel.Width, Stride.Width, Dilation.Width);
        Expect(new(
            Shape.Channels,
            ((source.Height - 1) * Stride.Height) - Padding.Top - Padding.Bottom + (Dilation.Height * (Kernel.Height - 1)) + 1 + OutputPadding.Height,
            ((source.Width - 1) * Stride.Width) - Padding.Left - Padding.Right + (Dilation.Width * (Kernel.Width - 1)) + 1 + OutputPadding.Width));
        ExpectParameters(parameters, "weights", Weight, (long)source.Channels * (Shape.Channels / Groups) * Kernel.Height * Kernel.Width);
        ExpectOptional(parameters, "biases", Bias, Shape.Channels);
    }
}
