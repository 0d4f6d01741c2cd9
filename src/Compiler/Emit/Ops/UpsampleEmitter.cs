using NetSpec.Compiler.Planning.Steps;

namespace NetSpec.Compiler.Emit.Ops;

/// <summary>Nearest-neighbour upsampling.</summary>
internal static class UpsampleEmitter
{
    public static void Write(StepCode code, UpsampleStep step)
    {
        var maps = code.Both(step);
        code.Call($"{Api.Maps}.Upsample(run, {maps}, {CSharp.Literal(step.Factor.Height)}, {CSharp.Literal(step.Factor.Width)})");
    }
}
