namespace NetSpec.Runtime.Graphs;

/// <summary>What a neuron does with its antecedents (Definition 2.2.2).</summary>
public enum Activation
{
    /// <summary>The sum of weight · antecedent, plus the bias.</summary>
    Identity,

    /// <summary>The sum if it is positive, else 0.</summary>
    Relu,

    /// <summary>The k-th largest of bias + weight · antecedent; on ties the first antecedent in order.</summary>
    KMaxPool,
}
