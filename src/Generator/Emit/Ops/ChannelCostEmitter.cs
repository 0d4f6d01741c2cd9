using NetSpec.Generator.Planning.Steps;

namespace NetSpec.Generator.Emit.Ops;

/// <summary>What costs of biases and of per-channel factors are made of.</summary>
internal static class ChannelCostEmitter
{
    public static void Write(SourceWriter writer, ChannelCostStep step)
    {
        var (call, from) = step.From is null ? ("Shift", "") : ("Scale", $"{Places.Map(step.From)}, ");
        writer.Line($"{Aliases.Cpu}ChannelCosts.{call}(");
        using (writer.Indent())
        {
            writer.Line($"run, {from}gradient: {Places.Map(step.Gradient)}, {CostSlots.Text(step.Slot)});");
        }
    }
}
