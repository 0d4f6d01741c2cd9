using System.Collections.Generic;
using NetSpec.Compiler.Passes.Adjoints;

namespace NetSpec.Compiler.Planning.Steps;

/// <summary>What the costs of a kernel's weights are made of.</summary>
/// <param name="Shape">Index of the kernel's shape in <see cref="Plan.Shapes"/>.</param>
/// <param name="From">What the kernel reads.</param>
/// <param name="Gradient">The gradient at what it writes.</param>
/// <param name="Slot">Where the sums go.</param>
public sealed record WeightCostStep(StepInfo About, int Shape, Place From, Place Gradient, CostSlot Slot) : PlanStep(About, null)
{
    public override IEnumerable<Place> Reads => [From, Gradient];

    public override IEnumerable<Place> Writes => [];
}
