using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Generator.Passes.Adjoints;
using NetSpec.Generator.Planning.Steps;

namespace NetSpec.Generator.Planning;

/// <summary>Turns the leaves of an adjoint net into steps.</summary>
/// <param name="memory">Where values lie.</param>
/// <param name="shapes">The shapes so far.</param>
/// <param name="weights">The packed weights so far.</param>
/// <param name="kernels">Shape and weights of each kernel so far, by its node.</param>
internal sealed class CostLowering(Memory memory, Distinct<KernelShape> shapes, Distinct<PackedWeights> weights, IReadOnlyDictionary<string, (int Shape, int Weights)> kernels)
{
    public PlanStep Step(Node leaf, CostOp cost, StepInfo about) => cost switch
    {
        WeightCost { Layer: ConvTranspose2D } op => Weights(leaf, op, about, from: leaf.Inputs[1], gradient: leaf.Inputs[0]),
        WeightCost op => Weights(leaf, op, about, from: leaf.Inputs[0], gradient: leaf.Inputs[1]),
        FactorCost op => new ChannelCostStep(about, Affine(leaf, op.Slot, new ScaleTerm(op.Factor, null)), memory.PlaceOf(leaf.Inputs[0]), memory.PlaceOf(leaf.Inputs[1]), op.Slot),
        ShiftCost op => new ChannelCostStep(about, Affine(leaf, op.Slot, [new BiasTerm(op.Bias), .. op.Factors.Select(factor => new ScaleTerm(factor, null))]), null, memory.PlaceOf(leaf.Inputs[0]), op.Slot),
        TotalCost op => new TotalCostStep(about, op),
        SharedCost op => new SharedCostStep(about, op),
        _ => throw new System.NotSupportedException($"The planner knows no step for {cost.GetType().Name}."),
    };

    private WeightCostStep Weights(Node leaf, WeightCost cost, StepInfo about, int from, int gradient)
    {
        var (input, output) = (memory.PlaceOf(from), memory.PlaceOf(gradient));
        if (!kernels.TryGetValue(cost.Kernel, out var kernel))
        {
            var shape = shapes.Add(KernelShapes.Of(cost.KernelOp, input, output, relu: false, residual: null));
            kernel = (shape, weights.Add(new PackedWeights(leaf.Name, shape, cost.Tensor, default, output.Channels, default)));
        }

        return new WeightCostStep(about, kernel.Shape, kernel.Weights, input, output, cost.Slot);
    }

    private int Affine(Node leaf, CostSlot slot, params EpilogueTerm[] terms) =>
        weights.Add(new PackedWeights(leaf.Name, null, null, default, (int)slot.Size, terms.ToEquatableArray()));
}
