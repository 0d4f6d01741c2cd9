using System.Collections.Generic;
using NetSpec.Compiler.Passes.Adjoints;
using NetSpec.Compiler.Planning.Steps;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning;

/// <summary>Turns the leaves of an adjoint net into steps.</summary>
/// <param name="memory">Where values lie.</param>
/// <param name="shapes">The shapes so far.</param>
/// <param name="kernels">Shape and weights of each kernel so far, by its node.</param>
internal sealed class CostLowering(Memory memory, Distinct<KernelShape> shapes, IReadOnlyDictionary<string, (int Shape, int Weights)> kernels)
{
    public PlanStep Step(Node leaf, CostOp cost, StepInfo about) => cost switch
    {
        WeightCost { Layer: ConvTranspose2D } op => Weights(op, about, from: leaf.Inputs[1], gradient: leaf.Inputs[0]),
        WeightCost op => Weights(op, about, from: leaf.Inputs[0], gradient: leaf.Inputs[1]),
        FactorCost op => new ChannelCostStep(about, memory.PlaceOf(leaf.Inputs[0]), memory.PlaceOf(leaf.Inputs[1]), op.Slot),
        ShiftCost op => new ChannelCostStep(about, null, memory.PlaceOf(leaf.Inputs[0]), op.Slot),
        _ => throw new System.NotSupportedException($"The planner knows no step for {cost.GetType().Name}."),
    };

    private WeightCostStep Weights(WeightCost cost, StepInfo about, int from, int gradient)
    {
        var (input, output) = (memory.PlaceOf(from), memory.PlaceOf(gradient));
        var shape = kernels.TryGetValue(cost.Kernel, out var kernel) ? kernel.Shape : shapes.Add(KernelShapes.Of(cost.KernelOp, input, output, residual: null));
        return new WeightCostStep(about, shape, input, output, cost.Slot);
    }
}
