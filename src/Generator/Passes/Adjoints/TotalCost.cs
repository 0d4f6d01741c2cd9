using NetSpec.Dsl;

namespace NetSpec.Generator.Passes.Adjoints;

/// <summary>
/// The costs of per-channel factors behind a linear op that they are folded into: all that enters a channel passes through
/// its factor, so they are sums of costs that are there. No operands.
/// </summary>
/// <param name="Weights">The costs of the linear op's weights: [groups][outer][channels][inner].</param>
/// <param name="Groups">Groups of channels.</param>
/// <param name="Outer">Positions before the channel.</param>
/// <param name="Biases">The costs of biases between.</param>
public sealed record TotalCost(CostSlot Slot, string Name, CostSlot Weights, int Groups, int Outer, EquatableArray<CostSlot> Biases) : CostOp(Slot, Name);
