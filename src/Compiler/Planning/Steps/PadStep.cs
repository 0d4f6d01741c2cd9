namespace NetSpec.Compiler.Planning.Steps;

/// <summary>Zeros around a map; with numbers below zero a part of it.</summary>
/// <param name="Front">Channels before the first.</param>
/// <param name="Top">Rows above.</param>
/// <param name="Left">Columns to the left.</param>
public sealed record PadStep(StepInfo About, Place? Clear, Place From, Place To, int Front, int Top, int Left) : MapStep(About, Clear, From, To);
