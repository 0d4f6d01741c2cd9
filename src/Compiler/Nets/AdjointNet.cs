using NetSpec.Dsl;
using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler.Nets;

/// <summary>
/// A path-norm net followed by its own adjoint: gradients of the norm at every value, from the outputs back, and leaves
/// with the sums that costs are made of, θ_i ∂‖Φ‖₁/∂θ_i for every parameter θ_i.
/// </summary>
/// <param name="Net">The net. Its tensors are those of the path-norm net, then <paramref name="Tensors"/>.</param>
/// <param name="Path">The path-norm net.</param>
/// <param name="Tensors">Where its other tensors come from.</param>
/// <param name="Layers">How costs follow from the sums.</param>
/// <param name="SumCount">The number of sums.</param>
internal sealed record AdjointNet(Net Net, PathNet Path, EquatableArray<AdjointTensor> Tensors, EquatableArray<LayerCostTerms> Layers, long SumCount);
