namespace NetSpec.Compiler.Nets;

/// <summary>Of per-channel factors by themselves. Operands: the values that they multiply, the gradients behind them.</summary>
internal sealed record FactorCost(CostSlot Slot, string Name) : CostOp(Slot, Name);
