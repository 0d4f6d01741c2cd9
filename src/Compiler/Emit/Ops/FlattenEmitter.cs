using NetSpec.Compiler.Planning.Steps;

namespace NetSpec.Compiler.Emit.Ops;

/// <summary>A map as a vector.</summary>
internal static class FlattenEmitter
{
    public static void Write(StepCode code, FlattenStep step)
    {
        var maps = code.Both(step);
        code.Call($"{Api.Maps}.Flatten(run, {maps})");
    }
}
