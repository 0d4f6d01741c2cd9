namespace NetSpec.Compiler.Nets;

/// <summary>Of biases: sums of gradients. Operand: the gradients behind the last of the factors that multiply the biases.</summary>
internal sealed record ShiftCost(CostSlot Slot, string Name) : CostOp(Slot, Name);
