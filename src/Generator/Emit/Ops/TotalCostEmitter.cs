using NetSpec.Generator.Planning.Steps;

namespace NetSpec.Generator.Emit.Ops;

/// <summary>Costs that are sums of other costs.</summary>
internal static class TotalCostEmitter
{
    public static void Write(SourceWriter writer, TotalCostStep step)
    {
        var total = step.Total;
        var channels = total.Slot.Size / total.Groups;
        writer.Line($"var costs = {CostSlots.Text(total.Slot)};");
        writer.Line(
            $"{Aliases.Cpu}ChannelCosts.Total(run, {CostSlots.Text(total.Weights)}, groups: {CSharp.Literal(total.Groups)}, outer: {CSharp.Literal(total.Outer)}, channels: {CSharp.LongLiteral(channels)}, costs);");
        foreach (var bias in total.Biases)
        {
            writer.Line($"{Aliases.Cpu}ChannelCosts.Add({CostSlots.Text(bias)}, costs);");
        }
    }

    public static void Write(SourceWriter writer, SharedCostStep step) =>
        writer.Line($"{Aliases.Cpu}ChannelCosts.Add({CostSlots.Text(step.Shared.Other)}, {CostSlots.Text(step.Shared.Slot)});");
}
