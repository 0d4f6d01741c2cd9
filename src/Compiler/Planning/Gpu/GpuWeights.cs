using NetSpec.Compiler.Planning.Fusing;
using NetSpec.Dsl;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>Weights that are packed and brought to the device: one field of the emitted class.</summary>
/// <param name="Name">The first node that uses them.</param>
/// <param name="Pattern">The factor; null for a scale and a shift of each feature, and for a table.</param>
/// <param name="Weight">Index of the weight tensor, or of the table; null for a scale and a shift.</param>
/// <param name="Factors">The factors, first applied first, whose product the weights are; empty when there is one tensor.</param>
/// <param name="Features">Features of the result.</param>
/// <param name="Epilogue">What is folded in, first to last.</param>
internal sealed record GpuWeights(
    string Name, KsPattern? Pattern, int? Weight, EquatableArray<MergedFactor> Factors, int Features, EquatableArray<EpilogueTerm> Epilogue)
{
    /// <summary>Whether the weight tensor has a row for each input.</summary>
    public bool IsTransposed { get; init; }

    /// <summary>Whether they are a table of learned tokens.</summary>
    public bool IsTable => Pattern is null && Weight is not null;
}
