namespace NetSpec.Compiler.Planning.Steps;

/// <summary>Sorts groups of channels.</summary>
public sealed record GroupSortStep(StepInfo About, Place? Clear, Place From, Place To, int GroupSize) : MapStep(About, Clear, From, To);
