namespace NetSpec.Compiler.Planning.Steps;

/// <summary>A per-channel affine map that no linear op could take up.</summary>
/// <param name="Weights">Index in <see cref="Plan.Weights"/>.</param>
public sealed record AffineStep(StepInfo About, Place? Clear, int Weights, Place From, Place To, bool Relu) : MapStep(About, Clear, From, To);
