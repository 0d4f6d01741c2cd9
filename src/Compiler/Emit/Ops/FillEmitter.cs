using NetSpec.Compiler.Planning.Steps;

namespace NetSpec.Compiler.Emit.Ops;

/// <summary>A map of ones.</summary>
internal static class FillEmitter
{
    public static void Write(StepCode code, FillStep step)
    {
        var to = code.Target(step.To, step.Clear);
        code.Call($"{Api.Maps}.{(step.To.IsPlanar ? "FillPlanar" : "Fill")}(run, {to}, {CSharp.Literal(1f)})");
    }
}
