using NetSpec.Dsl;
using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler.Nets;

/// <summary>
/// A net whose forward pass sums |Φ_p|^q over the paths to each output (Theorem 3.1.1), in units of powers of two. It has
/// no inputs and parameters of its own, one set a node: units differ from node to node, so none are shared.
/// </summary>
/// <param name="Net">The net.</param>
/// <param name="Tensors">Where each of its parameters comes from.</param>
internal sealed record PathNet(Net Net, EquatableArray<DerivedTensor> Tensors);
