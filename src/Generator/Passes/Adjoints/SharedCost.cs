namespace NetSpec.Generator.Passes.Adjoints;

/// <summary>Adds the costs of another use of a tensor to those of its first one. No operands.</summary>
/// <param name="Other">The costs of the other use.</param>
public sealed record SharedCost(CostSlot Slot, string Name, CostSlot Other) : CostOp(Slot, Name)
{
    public override string Describe() => $"costs of another use of {Name}";
}
