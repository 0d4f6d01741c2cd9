using System.ComponentModel;

namespace NetSpec.Runtime.Kernels.Dense;

/// <summary>The size of a fully connected layer: a struct whose getters return literals. That nothing is added need not be said.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ILinearShape
{
    /// <summary>Features in.</summary>
    int InFeatures { get; }

    /// <summary>Features out.</summary>
    int OutFeatures { get; }

    /// <summary>Whether a vector of the result's length is added, before a ReLU.</summary>
    bool HasResidual => false;
}
