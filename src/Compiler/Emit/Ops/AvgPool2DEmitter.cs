using NetSpec.Compiler.Planning.Steps;

namespace NetSpec.Compiler.Emit.Ops;

/// <summary>Average pooling.</summary>
internal static class AvgPool2DEmitter
{
    public static void Write(StepCode code, AveragePoolStep step)
    {
        var maps = code.Both(step);
        var window = code.Window(step.Window);
        code.Call($"{Api.Pools}.Average(run, {maps}, {window}, countIncludePad: {CSharp.Literal(step.CountIncludePad)})");
    }
}
