using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Steps;

namespace NetSpec.Compiler.Emit.Ops;

/// <summary>What costs of weights are made of.</summary>
internal static class WeightCostEmitter
{
    public static void Write(StepCode code, Plan plan, ModelNames names, WeightCostStep step)
    {
        var kernel = plan.Shapes[step.Shape] switch
        {
            ConvShape => "ConvCosts",
            LinearShape => "LinearCosts",
            KroneckerShape => "KroneckerCosts",
            var shape => throw new System.NotSupportedException($"No costs for {shape.GetType().Name}."),
        };
        var gradient = kernel == "ConvCosts" ? code.Argument(step.Gradient) : CSharp.Literal(step.Gradient.Offset);
        code.Call(
            $"{Aliases.Costs}{kernel}.Run<{names.Shapes[step.Shape]}>",
            $"input: {CSharp.Literal(step.From.Offset)}, gradient: {gradient}, {CostSlots.Text(step.Slot)}");
    }
}
