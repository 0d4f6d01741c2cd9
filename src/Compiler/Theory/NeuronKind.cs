using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Theory;

/// <summary>What the length and the number of paths see of a neuron.</summary>
/// <param name="Activation">Identity, ReLU or k-max-pool.</param>
/// <param name="HasBias">Whether a path may start at it.</param>
/// <param name="IsModule">Whether it is a module of its own rather than the wiring between modules: sums, concatenations, copies.</param>
internal readonly record struct NeuronKind(Activation Activation, bool HasBias, bool IsModule)
{
    /// <summary>The neurons of a layer; those of a <see cref="Neurons"/> block each have their own kind.</summary>
    public static NeuronKind Of(Op op) => op switch
    {
        Conv2D conv => Affine(conv.HasBias),
        ConvTranspose2D conv => Affine(conv.HasBias),
        Linear linear => Affine(linear.HasBias),
        Scale scale => Affine(scale.HasBias),
        Kronecker or AvgPool2D or AdaptiveAvgPool2D => Affine(hasBias: false),
        BatchNorm or Bias => Affine(hasBias: true),
        Relu => new(Activation.Relu, HasBias: false, IsModule: true),
        MaxPool2D or GroupSort or TopK => new(Activation.KMaxPool, HasBias: false, IsModule: true),
        _ => new(Activation.Identity, HasBias: false, IsModule: false),
    };

    public static NeuronKind Of(Neuron neuron) => new(neuron.Activation, neuron.HasBias, IsModule: true);

    private static NeuronKind Affine(bool hasBias) => new(Activation.Identity, hasBias, IsModule: true);
}
