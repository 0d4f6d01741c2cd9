namespace NetSpec.Compiler.Planning.Steps;

/// <summary>The mean over windows that divide the map evenly.</summary>
public sealed record AdaptiveAveragePoolStep(StepInfo About, Place? Clear, Place From, Place To) : MapStep(About, Clear, From, To);
