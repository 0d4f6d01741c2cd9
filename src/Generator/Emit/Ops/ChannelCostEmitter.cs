using NetSpec.Generator.Planning.Steps;

namespace NetSpec.Generator.Emit.Ops;

/// <summary>The costs of biases and of per-channel factors.</summary>
internal static class ChannelCostEmitter
{
    public static void Write(SourceWriter writer, ModelNames names, ChannelCostStep step)
    {
        var (call, from) = step.From is null ? ("Shift", "") : ("Scale", $"{Places.Map(step.From)}, ");
        writer.Line($"{Aliases.Cpu}ChannelCosts.{call}(");
        using (writer.Indent())
        {
            writer.Line($"run, {names.Weights[step.Weights]}, {from}gradient: {Places.Map(step.Gradient)}, {CostSlots.Text(step.Slot)});");
        }
    }
}
