using NetSpec.Dsl;

namespace NetSpec.Compiler.Planning.Steps;

/// <summary>Rows and columns of a map by number.</summary>
public sealed record StretchStep(StepInfo About, Place? Clear, Place From, Place To, EquatableArray<int> Rows, EquatableArray<int> Columns) : MapStep(About, Clear, From, To);
