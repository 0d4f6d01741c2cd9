using NetSpec.Generator.Planning.Steps;

namespace NetSpec.Generator.Emit.Ops;

/// <summary>Average pooling.</summary>
internal static class AvgPool2DEmitter
{
    public static void Write(SourceWriter writer, AveragePoolStep step)
    {
        Places.DeclareMaps(writer, step);
        Places.DeclareWindow(writer, step.Window);
        writer.Line($"{Api.Pools}.Average(run, from, to, window, countIncludePad: {CSharp.Literal(step.CountIncludePad)});");
    }
}
