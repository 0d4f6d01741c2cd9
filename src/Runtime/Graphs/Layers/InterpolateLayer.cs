using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Graphs.Layers;

/// <summary>Bilinear upsampling: identity neurons with frozen edges from one, two or four neighbours, whose weights are together 1.</summary>
public sealed class InterpolateLayer : Layer
{
    /// <param name="name">The name of its node in the spec.</param>
    /// <param name="input">The layer it reads.</param>
    /// <param name="shape">Its extent.</param>
    /// <param name="factor">How many times more rows and columns there are.</param>
    public InterpolateLayer(string name, int input, Extent shape, Sides factor)
        : base(name, shape, input)
    {
        Factor = factor;
    }

    /// <summary>How many times more rows and columns there are.</summary>
    public Sides Factor { get; }

    /// <summary>Whether the places at the corners fall on each other, rather than the corners of the maps.</summary>
    public bool AlignsCorners { get; init; }

    /// <inheritdoc/>
    public override void VisitEdges<TVisitor>(ref TVisitor visitor)
    {
        var (source, rows, columns) = (Operands[0], Rows, Columns);
        var target = 0;
        for (var channel = 0; channel < Shape.Channels; channel++)
        for (var row = 0; row < Shape.Height; row++)
        {
            var height = rows.At(row, out var top, out var below);
            for (var column = 0; column < Shape.Width; column++, target++)
            {
                var width = columns.At(column, out var left, out var beside);
                for (var r = 0; r < height; r++)
                for (var c = 0; c < width; c++)
                {
                    visitor.Edge(target, 0, source.At(channel, top + r, left + c), -1, (r == 0 ? 1 - below : below) * (c == 0 ? 1 - beside : beside));
                }
            }
        }
    }

    internal override long FanIn => 4;

    internal override long FanOut => (long)Rows.Most * Columns.Most;

    internal override bool HasParameters => false;

    internal override (int First, int Count) Taps => (0, 1);

    internal override void VisitChannels<TVisitor>(ref TVisitor visitor) =>
        ChannelEdges.Each(this, ref visitor);

    private protected override void Check(ParameterLayout parameters)
    {
        if (Factor.Height < 1 || Factor.Width < 1)
            throw Wrong($"has the factor {Factor}, but each side must be at least 1");
        Expect(new(Operands[0].Channels, Operands[0].Height * Factor.Height, Operands[0].Width * Factor.Width));
    }

    private LinearTaps Rows => new(Operands[0].Height, Shape.Height, AlignsCorners);

    private LinearTaps Columns => new(Operands[0].Width, Shape.Width, AlignsCorners);
}
