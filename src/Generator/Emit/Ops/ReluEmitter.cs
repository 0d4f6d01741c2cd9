using NetSpec.Generator.Planning.Steps;

namespace NetSpec.Generator.Emit.Ops;

/// <summary>A ReLU by itself.</summary>
internal static class ReluEmitter
{
    public static void Write(SourceWriter writer, ReluStep step)
    {
        Places.DeclareMaps(writer, step);
        writer.Line($"{Api.Maps}.Relu(run, from, to);");
    }
}
