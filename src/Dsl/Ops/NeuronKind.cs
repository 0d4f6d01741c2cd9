namespace NetSpec.Dsl.Ops;

/// <summary>The neurons of the theory of paths (thesis, Definition 2.2.2) that an op is made of, one a place of its result.</summary>
/// <param name="Activation">Identity, ReLU or k-max-pool.</param>
/// <param name="HasBias">Whether each has a bias, at which a path may start.</param>
/// <param name="HasWeights">Whether the edges into them have free weights; otherwise they are frozen, and what they join scales together.</param>
/// <param name="IsModule">Whether they are a module of their own rather than the wiring between modules: sums, concatenations, copies.</param>
public sealed record NeuronKind(Activation Activation, bool HasBias, bool HasWeights, bool IsModule)
{
    /// <summary>Copies and sums of what other neurons have.</summary>
    public static NeuronKind Wiring { get; } = new(Activation.Identity, HasBias: false, HasWeights: false, IsModule: false);

    /// <summary>The smallest k among k-max-pool neurons, from 1; 0 for others.</summary>
    public int FirstK { get; init; }

    /// <summary>The largest k among them; each from the smallest on is there.</summary>
    public int LastK { get; init; }

    /// <summary>Neurons of a linear layer.</summary>
    public static NeuronKind Affine(bool hasBias, bool hasWeights = true) => new(Activation.Identity, hasBias, hasWeights, IsModule: true);

    /// <summary>k-max-pool neurons with frozen edges of weight 1.</summary>
    public static NeuronKind Pool(int firstK, int lastK) =>
        new(Activation.KMaxPool, HasBias: false, HasWeights: false, IsModule: true) { FirstK = firstK, LastK = lastK };
}
