namespace NetSpec.Compiler.Planning.Fusing;

/// <summary>Multiplies by a number a channel and adds one, where there is one.</summary>
internal sealed record ScaleTerm(int Weight, int? Bias) : EpilogueTerm
{
    /// <summary>Whether all channels are multiplied by the only number that there is.</summary>
    public bool IsShared { get; init; }
}
