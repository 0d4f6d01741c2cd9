using NetSpec.Compiler.Planning.Algorithms;
using NetSpec.Compiler.Planning.Fusing;
using NetSpec.Dsl;

namespace NetSpec.Compiler.Planning;

/// <summary>Weights as a kernel reads them: one field of the emitted class.</summary>
/// <param name="Name">The first node that uses them.</param>
/// <param name="Shape">Index of the kernel's shape in <see cref="Plan.Shapes"/>; null for a per-channel affine map alone.</param>
/// <param name="Weight">Index of the weight tensor; null for a per-channel affine map alone.</param>
/// <param name="Factors">The Kronecker-sparse factors, first applied first, whose product the weights are; empty when there is one tensor.</param>
/// <param name="Channels">Channels of the result.</param>
/// <param name="Epilogue">What is folded in, first to last.</param>
internal sealed record PackedWeights(
    string Name, int? Shape, int? Weight, EquatableArray<MergedFactor> Factors, int Channels, EquatableArray<EpilogueTerm> Epilogue)
{
    /// <summary>Positions of each channel that have numbers of their own; 1 where those of a channel share theirs.</summary>
    public int Positions { get; init; } = 1;

    /// <summary>Whether it is a table of learned tokens, which kernels look up or add, each with as many features as there are channels.</summary>
    public bool IsTable { get; init; }

    /// <summary>Whether the weight tensor has a row for each input in place of one for each output.</summary>
    public bool IsTransposed { get; init; }

    /// <summary>The algorithm that they are packed for; null for what no algorithm multiplies with.</summary>
    public AlgorithmChoice? Algorithm { get; init; }
}
