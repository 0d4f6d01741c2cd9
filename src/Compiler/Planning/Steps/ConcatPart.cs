namespace NetSpec.Compiler.Planning.Steps;

/// <summary>A part to be copied to some channels of the concat.</summary>
public sealed record ConcatPart(Place From, int Channel);
