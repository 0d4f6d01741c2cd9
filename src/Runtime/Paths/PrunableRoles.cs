using System;

namespace NetSpec.Runtime.Paths;

/// <summary>
/// Which parameters pruning may set to zero. Those of normalisations and per-channel scales are never pruned: a batch-norm
/// with γ = 0 is not one without its factor, since its shift changes as well.
/// </summary>
[Flags]
public enum PrunableRoles
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The weights of convolutions, linear and Kronecker-sparse layers and single neurons.</summary>
    Weights = 1,

    /// <summary>Their biases.</summary>
    Biases = 2,
}
