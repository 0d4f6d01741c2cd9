using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Graphs.Layers;

/// <summary>A fully connected layer of identity neurons. Its weights are stored as (out, in).</summary>
public sealed class LinearLayer : Layer
{
    /// <param name="name">The name of its node in the spec.</param>
    /// <param name="input">The layer it reads.</param>
    /// <param name="shape">Its extent, a vector.</param>
    /// <param name="weight">Index in the store of the first weight.</param>
    public LinearLayer(string name, int input, Extent shape, int weight)
        : base(name, shape, input)
    {
        Weight = weight;
    }

    /// <summary>Index in the store of the first weight.</summary>
    public int Weight { get; }

    /// <summary>Index in the store of the first bias; -1 without biases.</summary>
    public int Bias { get; init; } = -1;

    /// <inheritdoc/>
    public override int BiasOf(int neuron) => Bias < 0 ? -1 : Bias + neuron;

    /// <inheritdoc/>
    public override void VisitEdges<TVisitor>(ref TVisitor visitor)
    {
        var width = Operands[0].Size;
        var weight = Weight;
        for (var target = 0; target < Size; target++)
        for (var source = 0; source < width; source++)
        {
            visitor.Edge(target, 0, source, weight++, 0);
        }
    }

    internal override long FanIn => Operands[0].Size;

    internal override long FanOut => Size;

    internal override bool HasParameters => true;

    internal override (int First, int Count) Taps => (Weight, 1);

    internal override void VisitChannels<TVisitor>(ref TVisitor visitor) =>
        ChannelEdges.Weights(ref visitor, Weight, new(1, 0, 0), new(1, 0, 0), new(Size, 1, 0), new(Operands[0].Size, 0, 1));

    private protected override void Check(ParameterLayout parameters)
    {
        Expect(new(Shape.Channels));
        ExpectParameters(parameters, "weights", Weight, (long)Size * Operands[0].Size);
        ExpectOptional(parameters, "biases", Bias, Size);
    }
}
