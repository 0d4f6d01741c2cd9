using System;
using System.Collections.Generic;
using NetSpec.Compiler.Nets;
using NetSpec.Compiler.Planning.Shapes;
using NetSpec.Compiler.Planning.Steps;
using NetSpec.Dsl;

namespace NetSpec.Compiler.Planning.Lowerings;

/// <summary>The leaves of adjoint nets, whose sums go to an array outside the workspace.</summary>
internal static class AdjointLeaves
{
    private const string Gradient = "gradient";

    public static IEnumerable<OpLowering> All { get; } =
    [
        OpLowering.Of<WeightCost>(Weights) with
        {
            HasResult = false,
            ReadsPlanar = op => OpLowerings.Of(((WeightCost)op).Layer).ReadsPlanar(((WeightCost)op).Layer),
            Reach = (op, _, _) => Reach((WeightCost)op),
        },
        OpLowering.Of<FactorCost>((step, cost) => Sums(
            step,
            "Costs.ChannelCosts.Scale",
            cost,
            new CallArgument.Map("", step.From(0), PlaceUse.Read),
            Behind(step.From(1)))) with { HasResult = false },
        OpLowering.Of<ShiftCost>((step, cost) => Sums(step, "Costs.ChannelCosts.Shift", cost, Behind(step.From(0)))) with { HasResult = false },
    ];

    private static CallStep Sums(LoweringScope step, string kernel, CostOp cost, params CallArgument[] arguments) =>
        step.Leaf(new KernelCall(kernel, null, EquatableArray.Of<CallArgument>([.. arguments, new CallArgument.Sums(cost.Slot)])));

    /// <summary>What enters the kernel and the gradients that leave it; of a transposed convolution the two of the convolution back.</summary>
    private static CallStep Weights(LoweringScope step, WeightCost cost)
    {
        var (input, gradient) = cost.IsBack ? (step.From(1), step.From(0)) : (step.From(0), step.From(1));
        var shape = step.ShapeOf(cost.Kernel, cost.KernelOp, input, gradient);
        var (kernel, back) = shape.Of switch
        {
            ConvShape => ("Costs.ConvCosts.Run", Behind(gradient)),
            LinearShape => ("Costs.LinearCosts.Run", new CallArgument.Offset(Gradient, gradient, PlaceUse.Read)),
            KroneckerShape => ("Costs.KroneckerCosts.Run", (CallArgument)new CallArgument.Offset(Gradient, gradient, PlaceUse.Read)),
            var other => throw new InvalidOperationException($"No costs for {other.GetType().Name}."),
        };
        return step.Leaf(new KernelCall(
            kernel, shape.Index, EquatableArray.Of(new CallArgument.Offset(CallStep.Input, input, PlaceUse.Read), back, new CallArgument.Sums(cost.Slot))));
    }

    /// <summary>Of the kernel of the op back. What another kernel reads is what the layer itself reads, which asks for the border.</summary>
    private static int Reach(WeightCost cost) => cost.IsBack ? OpLowerings.Of(cost.KernelOp).ReachOf(cost.KernelOp, cost.To, cost.From) : 0;

    private static CallArgument.Map Behind(Place gradient) => new("", gradient, PlaceUse.Read, Gradient);
}
