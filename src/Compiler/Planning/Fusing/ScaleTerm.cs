namespace NetSpec.Compiler.Planning.Fusing;

/// <summary>Multiplies by a number a channel and adds one, where there is one.</summary>
internal sealed record ScaleTerm(int Weight, int? Bias) : EpilogueTerm;
