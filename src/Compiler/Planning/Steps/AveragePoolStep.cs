using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Steps;

/// <summary>The mean of each window.</summary>
public sealed record AveragePoolStep(StepInfo About, Place? Clear, Place From, Place To, Window Window, bool CountIncludePad) : MapStep(About, Clear, From, To);
