namespace NetSpec.Compiler.Planning;

/// <summary>Adds a number a channel.</summary>
public sealed record BiasTerm(int Bias) : EpilogueTerm;
