using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Graphs.Layers;

/// <summary>
/// A convolution: identity neurons that see a window of some channels of a map. Padding has no neurons and makes no edges.
/// Its weights are stored as (out, in/groups, height, width).
/// </summary>
public sealed class ConvLayer : Layer
{
    /// <param name="name">The name of its node in the spec.</param>
    /// <param name="input">The layer it reads.</param>
    /// <param name="shape">Its extent.</param>
    /// <param name="weight">Index in the store of the first weight.</param>
    /// <param name="kernel">The sides of its window.</param>
    public ConvLayer(string name, int input, Extent shape, int weight, Sides kernel)
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

    /// <summary>The step from one window to the next.</summary>
    public Sides Stride { get; init; } = new(1, 1);

    /// <summary>The step from one position in a window to the next.</summary>
    public Sides Dilation { get; init; } = new(1, 1);

    /// <summary>Padding on each side.</summary>
    public Margins Padding { get; init; }

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
            new TapAxis(source.Height, Shape.Height, Kernel.Height, Stride.Height, Padding.Top, Dilation.Height),
            new TapAxis(source.Width, Shape.Width, Kernel.Width, Stride.Width, Padding.Left, Dilation.Width));
        var target = 0;
        for (var channel = 0; channel < Shape.Channels; channel++)
        for (var row = 0; row < Shape.Height; row++)
        for (var column = 0; column < Shape.Width; column++, target++)
        {
            var weight = Weight + (channel * channels * taps);
            for (var i = channel / perGroup * channels; i < ((channel / perGroup) + 1) * channels; i++)
            for (var s = 0; s < Kernel.Height; s++, weight += Kernel.Width)
            {
                if (!rows.Meets(row, s, out var r))
                    continue;
                for (var t = 0; t < Kernel.Width; t++)
                {
                    if (columns.Meets(column, t, out var c))
                        visitor.Edge(target, 0, source.At(i, r, c), weight + t, 0);
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
        ChannelEdges.Weights(ref visitor, Weight, new(Groups, rows, columns), new(rows, 1, 0), new(columns, 0, 1), new(Kernel.Height * Kernel.Width, 0, 0));
    }

    private protected override void Check(ParameterLayout parameters)
    {
        var source = Operands[0];
        Windows.CheckGroups(this, source, Groups);
        Expect(new(
            Shape.Channels,
            Windows.Count(this, source.Height, Kernel.Height, Stride.Height, Padding.Top, Padding.Bottom, Dilation.Height),
            Windows.Count(this, source.Width, Kernel.Width, Stride.Width, Padding.Left, Padding.Right, Dilation.Width)));
        ExpectParameters(parameters, "weights", Weight, (long)Shape.Channels * (source.Channels / Groups) * Kernel.Height * Kernel.Width);
        ExpectOptional(parameters, "biases", Bias, Shape.Channels);
    }
}
