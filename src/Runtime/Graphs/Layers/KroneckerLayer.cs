using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Graphs.Layers;

/// <summary>
/// A Kronecker-sparse matrix K supported on I_a ⊗ 1_{b×c} ⊗ I_d, of a vector or of the channels of each position of a map: identity neurons without
/// biases. Its weights are stored as (a, b, c, d).
/// </summary>
public sealed class KroneckerLayer : Layer
{
    /// <param name="name">The name of its node in the spec.</param>
    /// <param name="input">The layer it reads, of a·c·d channels.</param>
    /// <param name="shape">Its extent, of a·b·d channels.</param>
    /// <param name="weight">Index in the store of the first weight.</param>
    /// <param name="a">The number of diagonal blocks.</param>
    /// <param name="b">Rows of the dense part.</param>
    /// <param name="c">Columns of the dense part.</param>
    /// <param name="d">The step between the rows, and the columns, of the dense part.</param>
    public KroneckerLayer(string name, int input, Extent shape, int weight, int a, int b, int c, int d)
        : base(name, shape, input)
    {
        (Weight, A, B, C, D) = (weight, a, b, c, d);
    }

    /// <summary>Index in the store of the first weight.</summary>
    public int Weight { get; }

    /// <summary>The number of diagonal blocks.</summary>
    public int A { get; }

    /// <summary>Rows of the dense part.</summary>
    public int B { get; }

    /// <summary>Columns of the dense part.</summary>
    public int C { get; }

    /// <summary>The step between the rows, and the columns, of the dense part.</summary>
    public int D { get; }

    /// <inheritdoc/>
    public override void VisitEdges<TVisitor>(ref TVisitor visitor)
    {
        var pixels = Shape.Height * Shape.Width;
        for (var target = 0; target < Size; target++)
        {
            var (channel, pixel) = (target / pixels, target % pixels);
            var (row, j) = (channel / D, channel % D);
            for (var l = 0; l < C; l++)
            {
                visitor.Edge(target, 0, (((((row / B * C) + l) * D) + j) * pixels) + pixel, Weight + (((row * C) + l) * D) + j, 0);
            }
        }
    }

    internal override long FanIn => C;

    internal override long FanOut => B;

    internal override bool HasParameters => true;

    internal override (int First, int Count) Taps => (Weight, 1);

    internal override void VisitChannels<TVisitor>(ref TVisitor visitor) =>
        ChannelEdges.Weights(ref visitor, Weight, new(A, B * D, C * D), new(B, D, 0), new(C, 0, D), new(D, 1, 1));

    private protected override void Check(ParameterLayout parameters)
    {
        var (from, to) = (Operands[0].Channels, Shape.Channels);
        if (A < 1 || B < 1 || C < 1 || D < 1 || (long)A * C * D != from || (long)A * B * D != to)
            throw Wrong($"has the pattern ({A}, {B}, {C}, {D}), which does not take {from} features to {to}");
        Expect(new(to, Operands[0].Height, Operands[0].Width));
        ExpectParameters(parameters, "weights", Weight, (long)A * B * C * D);
    }
}
