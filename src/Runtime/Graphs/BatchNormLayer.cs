using System;

namespace NetSpec.Runtime.Graphs;

/// <summary>A batch-norm at inference: identity neurons with weight a and bias c (<see cref="EffectiveParameters"/>).</summary>
public sealed class BatchNormLayer : Layer
{
    private readonly int _gamma, _beta, _mean, _variance;
    private readonly double _epsilon;

    /// <param name="name">The name of its node in the spec.</param>
    /// <param name="input">The layer it reads.</param>
    /// <param name="shape">Its extent, that of the layer it reads.</param>
    /// <param name="gamma">Index in the store of the first factor.</param>
    /// <param name="beta">Index of the first shift.</param>
    /// <param name="mean">Index of the first running mean.</param>
    /// <param name="variance">Index of the first running variance.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    public BatchNormLayer(string name, int input, Extent shape, int gamma, int beta, int mean, int variance, double epsilon)
        : base(name, shape, input)
    {
        (_gamma, _beta, _mean, _variance, _epsilon) = (gamma, beta, mean, variance, epsilon);
    }

    /// <inheritdoc/>
    public override int BiasOf(int neuron) => _beta + (neuron / (Shape.Height * Shape.Width));

    /// <inheritdoc/>
    public override void VisitEdges<TVisitor>(ref TVisitor visitor)
    {
        var pixels = Shape.Height * Shape.Width;
        for (var neuron = 0; neuron < Size; neuron++)
        {
            visitor.Edge(neuron, 0, neuron, _gamma + (neuron / pixels), 0);
        }
    }

    internal void Fold(ReadOnlySpan<float> store, Span<double> theta)
    {
        for (var channel = 0; channel < Shape.Channels; channel++)
        {
            var a = store[_gamma + channel] / Math.Sqrt(store[_variance + channel] + _epsilon);
            theta[_gamma + channel] = a;
            theta[_beta + channel] = store[_beta + channel] - (a * store[_mean + channel]);
        }
    }
}
