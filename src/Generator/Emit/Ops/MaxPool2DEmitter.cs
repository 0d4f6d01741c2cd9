using NetSpec.Generator.Planning.Steps;

namespace NetSpec.Generator.Emit.Ops;

/// <summary>k-max-pooling.</summary>
internal static class MaxPool2DEmitter
{
    public static void Write(SourceWriter writer, MaxPoolStep step)
    {
        Places.DeclareMaps(writer, step);
        Places.DeclareWindow(writer, step.Window);
        writer.Line($"{Api.Pools}.Max(run, from, to, window, k: {CSharp.Literal(step.K)});");
    }
}
