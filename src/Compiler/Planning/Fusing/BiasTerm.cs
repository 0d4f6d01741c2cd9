namespace NetSpec.Compiler.Planning.Fusing;

/// <summary>Adds a number a channel.</summary>
internal sealed record BiasTerm(int Bias) : EpilogueTerm;
