namespace NetSpec.Compiler.Planning.Steps;

/// <summary>max(0, x), element by element.</summary>
public sealed record ReluStep(StepInfo About, Place? Clear, Place From, Place To) : MapStep(About, Clear, From, To);
