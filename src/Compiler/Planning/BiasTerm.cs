namespace NetSpec.Compiler.Planning;

/// <summary>Adds a number a channel.</summary>
internal sealed record BiasTerm(int Bias) : EpilogueTerm;
