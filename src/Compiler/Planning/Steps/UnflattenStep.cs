namespace NetSpec.Compiler.Planning.Steps;

/// <summary>A vector as a map.</summary>
public sealed record UnflattenStep(StepInfo About, Place? Clear, Place From, Place To) : MapStep(About, Clear, From, To);
