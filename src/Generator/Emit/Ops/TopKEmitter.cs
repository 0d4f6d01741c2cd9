using NetSpec.Generator.Planning.Steps;

namespace NetSpec.Generator.Emit.Ops;

/// <summary>The largest channels.</summary>
internal static class TopKEmitter
{
    public static void Write(StepCode code, TopKStep step)
    {
        var maps = code.Both(step);
        code.Call($"{Api.Maps}.TopK(run, {maps})");
    }
}
