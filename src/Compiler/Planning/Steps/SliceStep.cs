namespace NetSpec.Compiler.Planning.Steps;

/// <summary>Some of the channels of a map.</summary>
/// <param name="First">The first one.</param>
public sealed record SliceStep(StepInfo About, Place? Clear, Place From, Place To, int First) : MapStep(About, Clear, From, To);
