using NetSpec.Generator.Planning.Steps;

namespace NetSpec.Generator.Emit.Ops;

/// <summary>Nearest-neighbour upsampling.</summary>
internal static class UpsampleEmitter
{
    public static void Write(SourceWriter writer, UpsampleStep step)
    {
        Places.DeclareMaps(writer, step);
        writer.Line($"{Api.Maps}.Upsample(run, from, to, {CSharp.Literal(step.Factor.Height)}, {CSharp.Literal(step.Factor.Width)});");
    }
}
