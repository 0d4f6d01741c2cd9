using NetSpec.Compiler.Planning.Steps;

namespace NetSpec.Compiler.Emit.Ops;

/// <summary>Some of the channels of a map.</summary>
internal static class SliceEmitter
{
    public static void Write(StepCode code, SliceStep step)
    {
        var from = code.Map("from", step.From);
        var to = code.Target(step.To, step.Clear);
        code.Call($"{Api.Maps}.Slice(run, {from}, fromChannel: {CSharp.Literal(step.First)}, {to})");
    }
}
