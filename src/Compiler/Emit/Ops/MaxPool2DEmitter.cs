using NetSpec.Compiler.Planning.Steps;

namespace NetSpec.Compiler.Emit.Ops;

/// <summary>k-max-pooling.</summary>
internal static class MaxPool2DEmitter
{
    public static void Write(StepCode code, MaxPoolStep step)
    {
        var maps = code.Both(step);
        var window = code.Window(step.Window);
        code.Call($"{Api.Pools}.Max(run, {maps}, {window}, k: {CSharp.Literal(step.K)})");
    }
}
