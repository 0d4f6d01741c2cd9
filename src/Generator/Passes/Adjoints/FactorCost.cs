namespace NetSpec.Generator.Passes.Adjoints;

/// <summary>The costs of per-channel factors by themselves. Operands: the values that they multiply, the gradients behind them.</summary>
/// <param name="Factor">The tensor of the factors.</param>
public sealed record FactorCost(CostSlot Slot, string Name, int Factor) : CostOp(Slot, Name);
