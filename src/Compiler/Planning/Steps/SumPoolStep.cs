using NetSpec.Compiler.Passes.PathNorms;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Steps;

/// <summary>The sum of each window.</summary>
/// <param name="Window">The windows; null when they share the map evenly.</param>
/// <param name="Divisor">What each sum is divided by, to the power of the pass.</param>
public sealed record SumPoolStep(StepInfo About, Place? Clear, Place From, Place To, Window? Window, PoolDivisor Divisor) : MapStep(About, Clear, From, To);
