using NetSpec.Dsl;

namespace NetSpec.Generator.Passes.Adjoints;

/// <summary>The costs of biases: sums of gradients times the biases. Operand: the gradients behind the last of <paramref name="Factors"/>.</summary>
/// <param name="Bias">The tensor of the biases.</param>
/// <param name="Factors">The per-channel factors behind the biases.</param>
public sealed record ShiftCost(CostSlot Slot, string Name, int Bias, EquatableArray<int> Factors) : CostOp(Slot, Name);
