using NetSpec.Compiler.Planning.Steps;

namespace NetSpec.Compiler.Emit.Ops;

/// <summary>A vector as a map.</summary>
internal static class UnflattenEmitter
{
    public static void Write(StepCode code, UnflattenStep step)
    {
        var maps = code.Both(step);
        code.Call($"{Api.Maps}.Unflatten(run, {maps})");
    }
}
