using System;
using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Graphs.Layers;

/// <summary>A batch-norm at inference: identity neurons with weight a and bias c (<see cref="EffectiveParameters"/>).</summary>
public sealed class BatchNormLayer : Layer
{
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
        (Gamma, Beta, Mean, Variance, Epsilon) = (gamma, beta, mean, variance, epsilon);
    }

    /// <summary>A batch-norm without factors and shifts of its own: γ is 1 and β is 0.</summary>
    /// <param name="name">The name of its node in the spec.</param>
    /// <param name="input">The layer it reads.</param>
    /// <param name="shape">Its extent, that of the layer it reads.</param>
    /// <param name="mean">Index of the first running mean.</param>
    /// <param name="variance">Index of the first running variance.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    public BatchNormLayer(string name, int input, Extent shape, int mean, int variance, double epsilon)
        : this(name, input, shape, variance, mean, mean, variance, epsilon)
    {
    }

    /// <summary>Whether it has factors γ and shifts β, which training changes.</summary>
    public bool IsAffine => Gamma != Variance;

    /// <summary>Index in the store of the first factor γ, and in θ of a. Without γ it is that of the running variance, the place of a in θ.</summary>
    public int Gamma { get; }

    /// <summary>Index in the store of the first shift β, and in θ of c. Without β it is that of the running mean, the place of c in θ.</summary>
    public int Beta { get; }

    /// <summary>Index in the store of the first running mean.</summary>
    public int Mean { get; }

    /// <summary>Index in the store of the first running variance.</summary>
    public int Variance { get; }

    /// <summary>What is added to the variance.</summary>
    public double Epsilon { get; }

    internal override bool IsFree => IsAffine;

    /// <inheritdoc/>
    public override int BiasOf(int neuron) => Beta + (neuron / (Shape.Height * Shape.Width));

    /// <inheritdoc/>
    public override void VisitEdges<TVisitor>(ref TVisitor visitor)
    {
        var pixels = Shape.Height * Shape.Width;
        for (var neuron = 0; neuron < Size; neuron++)
        {
            visitor.Edge(neuron, 0, neuron, Gamma + (neuron / pixels), 0);
        }
    }

    internal override long FanIn => 1;

    internal override long FanOut => 1;

    internal override bool HasParameters => true;

    internal override (int First, int Count) Taps => (Gamma, 1);

    internal override void VisitChannels<TVisitor>(ref TVisitor visitor) =>
        ChannelEdges.Weights(ref visitor, Gamma, new(1, 0, 0), new(1, 0, 0), new(1, 0, 0), new(Shape.Channels, 1, 1));

    private protected override void Check(ParameterLayout parameters)
    {
        Expect(Operands[0]);
        ExpectParameters(parameters, "factors", Gamma, Shape.Channels);
        ExpectParameters(parameters, "shifts", Beta, Shape.Channels);
        ExpectParameters(parameters, "running means", Mean, Shape.Channels);
        ExpectParameters(parameters, "running variances", Variance, Shape.Channels);
        if (!double.IsFinite(Epsilon) || Epsilon < 0)
            throw Wrong($"adds {Epsilon} to the variance, which must be finite and at least 0");
    }

    internal void Fold(ReadOnlySpan<float> store, Span<double> theta)
    {
        for (var channel = 0; channel < Shape.Channels; channel++)
        {
            var a = (IsAffine ? store[Gamma + channel] : 1) / Math.Sqrt(store[Variance + channel] + Epsilon);
            theta[Gamma + channel] = a;
            theta[Beta + channel] = (IsAffine ? store[Beta + channel] : 0) - (a * store[Mean + channel]);
        }
    }
}
