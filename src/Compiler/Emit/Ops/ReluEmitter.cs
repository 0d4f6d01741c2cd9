using NetSpec.Compiler.Planning.Steps;

namespace NetSpec.Compiler.Emit.Ops;

/// <summary>A ReLU by itself.</summary>
internal static class ReluEmitter
{
    public static void Write(StepCode code, ReluStep step)
    {
        var maps = code.Both(step);
        code.Call($"{Api.Maps}.Relu(run, {maps})");
    }
}
