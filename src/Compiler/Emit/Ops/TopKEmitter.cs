using NetSpec.Compiler.Planning.Steps;

namespace NetSpec.Compiler.Emit.Ops;

/// <summary>The largest channels.</summary>
internal static class TopKEmitter
{
    public static void Write(StepCode code, TopKStep step)
    {
        var maps = code.Both(step);
        code.Call($"{Api.Maps}.TopK(run, {maps})");
    }
}
