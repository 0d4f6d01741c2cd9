using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Graphs.Layers;

/// <summary>ReLU neurons with one frozen edge of weight 1 each.</summary>
public sealed class ReluLayer : Layer
{
    /// <param name="name">The name of its node in the spec.</param>
    /// <param name="input">The layer it reads.</param>
    /// <param name="shape">Its extent, that of the layer it reads.</param>
    public ReluLayer(string name, int input, Extent shape)
        : base(name, shape, input)
    {
    }

    /// <inheritdoc/>
    public override Activation ActivationOf(int neuron) => Activation.Relu;

    /// <inheritdoc/>
    public override void VisitEdges<TVisitor>(ref TVisitor visitor)
    {
        for (var neuron = 0; neuron < Size; neuron++)
        {
            visitor.Edge(neuron, 0, neuron, -1, 1);
        }
    }

    internal override long FanIn => 1;

    internal override long FanOut => 1;

    internal override bool HasParameters => false;

    internal override (int First, int Count) Taps => (0, 1);

    internal override void VisitChannels<TVisitor>(ref TVisitor visitor) =>
        ChannelEdges.Each(this, ref visitor);

    private protected override void Check(ParameterLayout parameters) => Expect(Operands[0]);
}
