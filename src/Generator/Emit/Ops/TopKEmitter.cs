using NetSpec.Generator.Planning.Steps;

namespace NetSpec.Generator.Emit.Ops;

/// <summary>The largest channels.</summary>
internal static class TopKEmitter
{
    public static void Write(SourceWriter writer, TopKStep step)
    {
        Places.DeclareMaps(writer, step);
        writer.Line($"{Api.Maps}.TopK(run, from, to);");
    }
}
