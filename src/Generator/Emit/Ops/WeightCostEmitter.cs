using NetSpec.Generator.Planning;
using NetSpec.Generator.Planning.Steps;

namespace NetSpec.Generator.Emit.Ops;

/// <summary>What costs of weights are made of.</summary>
internal static class WeightCostEmitter
{
    public static void Write(SourceWriter writer, Plan plan, ModelNames names, WeightCostStep step)
    {
        var kernel = plan.Shapes[step.Shape] switch
        {
            ConvShape => "ConvCosts",
            LinearShape => "LinearCosts",
            KroneckerShape => "KroneckerCosts",
            var shape => throw new System.NotSupportedException($"No costs for {shape.GetType().Name}."),
        };
        var gradient = kernel == "ConvCosts" ? Places.Map(step.Gradient) : CSharp.Literal(step.Gradient.Offset);
        writer.Line($"{Aliases.Cpu}{kernel}.Run<{names.Shapes[step.Shape]}>(");
        using (writer.Indent())
        {
            writer.Line($"run, input: {CSharp.Literal(step.From.Offset)}, gradient: {gradient}, {CostSlots.Text(step.Slot)});");
        }
    }
}
