using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Graphs.Layers;

/// <summary>Nearest-neighbour upsampling: identity neurons with one frozen edge of weight 1 each.</summary>
public sealed class UpsampleLayer : Layer
{
    /// <param name="name">The name of its node in the spec.</param>
    /// <param name="input">The layer it reads.</param>
    /// <param name="shape">Its extent.</param>
    /// <param name="factor">How often each row and column is repeated.</param>
    public UpsampleLayer(string name, int input, Extent shape, Sides factor)
        : base(name, shape, input)
    {
        Factor = factor;
    }

    /// <summary>How often each row and column is repeated.</summary>
    public Sides Factor { get; }

    /// <inheritdoc/>
    public override void VisitEdges<TVisitor>(ref TVisitor visitor)
    {
        var source = Operands[0];
        var target = 0;
        for (var channel = 0; channel < Shape.Channels; channel++)
        for (var row = 0; row < Shape.Height; row++)
        for (var column = 0; column < Shape.Width; column++, target++)
        {
            visitor.Edge(target, 0, source.At(channel, row / Factor.Height, column / Factor.Width), -1, 1);
        }
    }

    internal override long FanIn => 1;

    internal override long FanOut => (long)Factor.Height * Factor.Width;

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
}
