using NetSpec.Dsl;

namespace NetSpec.Compiler.Planning.Steps;

/// <summary>Sums of rows and columns by number.</summary>
public sealed record ShrinkStep(StepInfo About, Place? Clear, Place From, Place To, EquatableArray<int> Rows, EquatableArray<int> Columns) : MapStep(About, Clear, From, To);
