using NetSpec.Compiler.Planning.Steps;

namespace NetSpec.Compiler.Emit.Ops;

/// <summary>Average pooling to a given size.</summary>
internal static class AdaptiveAvgPool2DEmitter
{
    public static void Write(StepCode code, AdaptiveAveragePoolStep step)
    {
        var maps = code.Both(step);
        code.Call($"{Api.Pools}.AdaptiveAverage(run, {maps})");
    }
}
