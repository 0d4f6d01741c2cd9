using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Generator.Passes.Adjoints;

/// <summary>A linear op's weights times the factors behind it, in the order of the op that takes gradients back.</summary>
/// <param name="Layer">The linear op.</param>
/// <param name="From">The shape of what enters it.</param>
/// <param name="To">The shape of what leaves it.</param>
/// <param name="Weight">The tensor of its weights.</param>
/// <param name="Factors">The tensors of the per-channel factors behind it.</param>
public sealed record TransposedTensor(Op Layer, Shape From, Shape To, int Weight, EquatableArray<int> Factors) : AdjointTensor;
