using System;

namespace NetSpec.Runtime.Paths;

/// <summary>
/// Which identity neurons <see cref="PathAnalysis.MergedNorm"/> merges into the neurons that they feed or are fed by. Left
/// alone are pools, averages of windows, concatenations and other layers of frozen edges: where their antecedents are
/// distinct, merging them changes no norm.
/// </summary>
[Flags]
public enum Merges
{
    /// <summary>None: the norm of the network as it is.</summary>
    None = 0,

    /// <summary>
    /// Batch-norms, scales and biases into the linear map before them, or after them where no padding sees a difference.
    /// Biases meet: |ab + c| for |a||b| + |c|.
    /// </summary>
    Affine = 1,

    /// <summary>Linear maps that follow one another without an activation: linear, Kronecker-sparse, a convolution and a 1x1 convolution.</summary>
    Chains = 2,

    /// <summary>Sums: the biases of their operands, and operands that are linear maps of one layer, or that layer itself.</summary>
    Sums = 4,

    /// <summary>Identity neurons of <c>neurons</c> blocks, into identity and ReLU neurons that read them.</summary>
    Neurons = 8,

    /// <summary>All of them.</summary>
    All = Affine | Chains | Sums | Neurons,
}
