using System.Linq;

namespace NetSpec.Dsl.Ops;

/// <summary>
/// A neuron that an activation is written with for the theory of paths: an identity or a ReLU of its bias and of what its edges bring.
/// </summary>
/// <param name="Activation">Identity or ReLU.</param>
/// <param name="Bias">Its bias, which is frozen: a number of the architecture and no parameter. 0 for none.</param>
/// <param name="Antecedents">
/// Its edges. Source 0 is the number that the activation is applied to, source i the i-th of its neurons. A free edge has the tensor of
/// the activation as its weight.
/// </param>
public sealed record ActivationNeuron(Activation Activation, double Bias, EquatableArray<Edge> Antecedents)
{
    /// <summary>max(0, bias + Σ weight · source).</summary>
    internal static ActivationNeuron Relu(double bias, params (double Weight, int Source)[] edges) => new(Activation.Relu, bias, Frozen(edges));

    /// <summary>bias + Σ weight · source.</summary>
    internal static ActivationNeuron Sum(double bias, params (double Weight, int Source)[] edges) => new(Activation.Identity, bias, Frozen(edges));

    /// <summary>ofRelu · max(0, x) + ofIdentity · x: every positively homogeneous function of one number.</summary>
    internal static EquatableArray<ActivationNeuron> Homogeneous(double ofRelu, double ofIdentity) =>
        EquatableArray.Of(Relu(0, (1, 0)), Sum(0, (ofRelu, 1), (ofIdentity, 0)));

    /// <summary>
    /// slope · x + shift between two bounds, as high - max(0, high - low - max(0, slope · x + shift - low)). Each path through it stays one and is
    /// multiplied by the slope alone; the sum of two ReLUs that it also is would double them.
    /// </summary>
    internal static EquatableArray<ActivationNeuron> Between(double low, double high, double slope = 1, double shift = 0) =>
        EquatableArray.Of(Relu(shift - low, (slope, 0)), Relu(high - low, (-1, 1)), Sum(high, (-1, 2)));

    private static EquatableArray<Edge> Frozen((double Weight, int Source)[] edges) =>
        edges.Select(edge => new Edge(edge.Source, edge.Weight)).ToEquatableArray();
}
