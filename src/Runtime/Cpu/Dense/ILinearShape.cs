namespace NetSpec.Runtime.Cpu;

/// <summary>The constants of a fully connected layer: a struct whose getters return literals.</summary>
public interface ILinearShape
{
    /// <summary>Features in.</summary>
    int InFeatures { get; }

    /// <summary>Features out.</summary>
    int OutFeatures { get; }

    /// <summary>Whether negative results become zero.</summary>
    bool Relu { get; }

    /// <summary>Whether a vector of the result's length is added, before the ReLU.</summary>
    bool HasResidual { get; }
}
