using System;
using System.Collections.Generic;
using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Graphs.Layers;

/// <summary>
/// A sum of layers of one shape and a frozen bias: identity neurons with a frozen edge from each layer, of a weight that all its neurons share.
/// </summary>
public sealed class WeightedSumLayer : Layer
{
    private readonly double[] _weights;

    /// <param name="name">The name of its node in the spec.</param>
    /// <param name="shape">Its extent, that of the layers it reads.</param>
    /// <param name="inputs">The layers it reads, in order; one may occur twice.</param>
    /// <param name="weights">The weight of the edges from each of them.</param>
    public WeightedSumLayer(string name, Extent shape, int[] inputs, params double[] weights)
        : base(name, shape, inputs)
    {
        ArgumentNullException.ThrowIfNull(weights);
        _weights = weights;
    }

    /// <summary>The weight of the edges from each of <see cref="Layer.Inputs"/>.</summary>
    public IReadOnlyList<double> Weights => _weights;

    /// <summary>The frozen bias of all its neurons, a number of the architecture; 0 for none.</summary>
    public double Bias { get; init; }

    /// <inheritdoc/>
    public override int BiasOf(int neuron) => FrozenBiasIndex;

    internal override double FrozenBias => Bias;

    internal override bool IsFree => false;

    internal override long FanIn => Inputs.Count;

    internal override long FanOut => 1;

    internal override bool HasParameters => false;

    internal override (int First, int Count) Taps => (0, 1);

    /// <inheritdoc/>
    public override void VisitEdges<TVisitor>(ref TVisitor visitor)
    {
        for (var neuron = 0; neuron < Size; neuron++)
        for (var operand = 0; operand < Inputs.Count; operand++)
        {
            visitor.Edge(neuron, operand, neuron, -1, _weights[operand]);
        }
    }

    internal override void VisitChannels<TVisitor>(ref TVisitor visitor)
    {
        for (var operand = 0; operand < Inputs.Count; operand++)
        for (var channel = 0; channel < Shape.Channels; channel++)
        {
            visitor.Edge(channel, operand, channel, -1, _weights[operand]);
        }
    }

    private protected override void Check(ParameterLayout parameters)
    {
        if (Inputs.Count == 0 || _weights.Length != Inputs.Count || !Array.TrueForAll(_weights, double.IsFinite))
            throw Wrong($"has {_weights.Length} weights for {Inputs.Count} operands; each operand has one, which is finite");
        if (!double.IsFinite(Bias))
            throw Wrong(FormattableString.Invariant($"has the bias {Bias}, which must be finite"));
        foreach (var operand in Operands)
        {
            Expect(operand);
        }
    }
}
