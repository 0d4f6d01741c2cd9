namespace NetSpec.Runtime.Paths.Sweeps;

/// <summary>Consecutive results that one weight of a convolution feeds.</summary>
/// <param name="Weight">Index in the store of the weight.</param>
/// <param name="Target">The first result.</param>
/// <param name="Source">Its antecedent.</param>
/// <param name="Step">From the antecedent of a result to that of the next.</param>
/// <param name="Count">The number of results.</param>
internal readonly record struct ConvRun(int Weight, int Target, int Source, int Step, int Count);
