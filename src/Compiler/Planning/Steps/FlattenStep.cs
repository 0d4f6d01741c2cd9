namespace NetSpec.Compiler.Planning.Steps;

/// <summary>A map as a vector in (channel, row, column) order, where that moves anything.</summary>
public sealed record FlattenStep(StepInfo About, Place From, Place To) : MapStep(About, null, From, To);
