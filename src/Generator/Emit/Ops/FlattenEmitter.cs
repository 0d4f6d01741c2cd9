using NetSpec.Generator.Planning.Steps;

namespace NetSpec.Generator.Emit.Ops;

/// <summary>A map as a vector.</summary>
internal static class FlattenEmitter
{
    public static void Write(SourceWriter writer, FlattenStep step)
    {
        Places.DeclareMaps(writer, step);
        writer.Line($"{Api.Maps}.Flatten(run, from, to);");
    }
}
