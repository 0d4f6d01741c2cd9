using System.Collections.Generic;
using NetSpec.Generator.Passes.Adjoints;

namespace NetSpec.Generator.Planning.Steps;

/// <summary>The costs of biases, or of per-channel factors.</summary>
/// <param name="Weights">Index of the biases or factors in <see cref="Plan.Weights"/>.</param>
/// <param name="From">What the factors multiply; null for biases.</param>
/// <param name="Gradient">The gradient behind them.</param>
/// <param name="Slot">Where the costs go.</param>
public sealed record ChannelCostStep(StepInfo About, int Weights, Place? From, Place Gradient, CostSlot Slot) : PlanStep(About, null)
{
    public override IEnumerable<Place> Reads => From is null ? [Gradient] : [From, Gradient];

    public override IEnumerable<Place> Writes => [];
}
