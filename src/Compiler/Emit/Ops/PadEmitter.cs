using NetSpec.Compiler.Planning.Steps;

namespace NetSpec.Compiler.Emit.Ops;

/// <summary>Zeros around a map.</summary>
internal static class PadEmitter
{
    public static void Write(StepCode code, PadStep step)
    {
        var maps = code.Both(step);
        code.Call($"{Api.Maps}.Pad(run, {maps}, front: {CSharp.Literal(step.Front)}, top: {CSharp.Literal(step.Top)}, left: {CSharp.Literal(step.Left)})");
    }
}
