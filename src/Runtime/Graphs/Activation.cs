namespace NetSpec.Runtime.Graphs;

/// <summary>What a neuron does with its antecedents (Definition 2.2.2).</summary>
public enum Activation
{
    /// <summary>The sum of weight · antecedent, plus the bias.</summary>
    Identity,

    /// <summary>The sum, or 0 where it is below 0. NaN stays NaN.</summary>
    Relu,

    /// <summary>The k-th largest of bias + weight · antecedent; on ties the first antecedent in order. NaN is larger than any number.</summary>
    KMaxPool,
}
