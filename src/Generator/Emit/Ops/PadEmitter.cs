using NetSpec.Generator.Planning.Steps;

namespace NetSpec.Generator.Emit.Ops;

/// <summary>Zeros around a map.</summary>
internal static class PadEmitter
{
    public static void Write(SourceWriter writer, PadStep step)
    {
        Places.DeclareMaps(writer, step);
        writer.Line($"{Api.Maps}.Pad(run, from, to, front: {CSharp.Literal(step.Front)}, top: {CSharp.Literal(step.Top)}, left: {CSharp.Literal(step.Left)});");
    }
}
