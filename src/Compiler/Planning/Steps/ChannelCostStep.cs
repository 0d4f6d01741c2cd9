using System.Collections.Generic;
using NetSpec.Compiler.Passes.Adjoints;

namespace NetSpec.Compiler.Planning.Steps;

/// <summary>What the costs of biases, or of per-channel factors, are made of.</summary>
/// <param name="From">What the factors multiply; null for biases.</param>
/// <param name="Gradient">The gradient behind them.</param>
/// <param name="Slot">Where the sums go.</param>
public sealed record ChannelCostStep(StepInfo About, Place? From, Place Gradient, CostSlot Slot) : PlanStep(About, null)
{
    public override IEnumerable<Place> Reads => From is null ? [Gradient] : [From, Gradient];

    public override IEnumerable<Place> Writes => [];
}
