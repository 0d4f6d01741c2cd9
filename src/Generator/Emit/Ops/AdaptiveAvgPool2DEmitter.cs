using NetSpec.Generator.Planning.Steps;

namespace NetSpec.Generator.Emit.Ops;

/// <summary>Average pooling to a given size.</summary>
internal static class AdaptiveAvgPool2DEmitter
{
    public static void Write(SourceWriter writer, AdaptiveAveragePoolStep step)
    {
        Places.DeclareMaps(writer, step);
        writer.Line($"{Api.Pools}.AdaptiveAverage(run, from, to);");
    }
}
