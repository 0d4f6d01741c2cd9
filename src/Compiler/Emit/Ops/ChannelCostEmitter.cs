using NetSpec.Compiler.Planning.Steps;

namespace NetSpec.Compiler.Emit.Ops;

/// <summary>What costs of biases and of per-channel factors are made of.</summary>
internal static class ChannelCostEmitter
{
    public static void Write(StepCode code, ChannelCostStep step)
    {
        var (call, from) = step.From is null ? ("Shift", "") : ("Scale", $"{code.Argument(step.From)}, ");
        code.Call($"{Aliases.Costs}ChannelCosts.{call}", $"{from}gradient: {code.Argument(step.Gradient)}, {CostSlots.Text(step.Slot)}");
    }
}
