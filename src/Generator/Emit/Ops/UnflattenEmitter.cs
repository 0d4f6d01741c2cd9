using NetSpec.Generator.Planning.Steps;

namespace NetSpec.Generator.Emit.Ops;

/// <summary>A vector as a map.</summary>
internal static class UnflattenEmitter
{
    public static void Write(SourceWriter writer, UnflattenStep step)
    {
        Places.DeclareMaps(writer, step);
        writer.Line($"{Api.Maps}.Unflatten(run, from, to);");
    }
}
