namespace NetSpec.Runtime.Weights.Loading;

/// <summary>The tensors of a file that make one parameter.</summary>
/// <param name="Main">The parameter, the original of a pruned one, or the directions of a normalised one.</param>
/// <param name="Factor">What it is multiplied by: a mask or magnitudes.</param>
/// <param name="FactorPart">Which of these.</param>
internal sealed record ParameterTensors(TensorInfo Main, TensorInfo? Factor = null, TensorPart FactorPart = TensorPart.Whole);
