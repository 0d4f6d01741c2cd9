using NetSpec.Generator.Planning.Steps;

namespace NetSpec.Generator.Emit.Ops;

/// <summary>Some of the channels of a map.</summary>
internal static class SliceEmitter
{
    public static void Write(SourceWriter writer, SliceStep step)
    {
        Places.DeclareMaps(writer, step);
        writer.Line($"{Api.Maps}.Slice(run, from, fromChannel: {CSharp.Literal(step.First)}, to);");
    }
}
