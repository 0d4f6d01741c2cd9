namespace NetSpec.Compiler.Planning.Steps;

/// <summary>The largest channels in descending order; how many is the result's number of channels.</summary>
public sealed record TopKStep(StepInfo About, Place? Clear, Place From, Place To) : MapStep(About, Clear, From, To);
