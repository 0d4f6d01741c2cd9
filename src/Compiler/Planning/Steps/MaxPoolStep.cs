using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Steps;

/// <summary>The k-th largest of each window.</summary>
public sealed record MaxPoolStep(StepInfo About, Place? Clear, Place From, Place To, Window Window, int K) : MapStep(About, Clear, From, To);
