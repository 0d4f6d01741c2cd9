using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Steps;

/// <summary>Nearest-neighbour upsampling.</summary>
public sealed record UpsampleStep(StepInfo About, Place? Clear, Place From, Place To, Extent Factor) : MapStep(About, Clear, From, To);
