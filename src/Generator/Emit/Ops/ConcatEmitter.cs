using NetSpec.Generator.Planning.Steps;

namespace NetSpec.Generator.Emit.Ops;

/// <summary>The parts of a concat that are not in place.</summary>
internal static class ConcatEmitter
{
    public static void Write(SourceWriter writer, ConcatStep step)
    {
        Places.DeclareTarget(writer, step.To, step.Clear);
        foreach (var part in step.Parts)
        {
            writer.Line($"{Api.Maps}.Copy(run, {Places.Map(part.From)}, to, toChannel: {CSharp.Literal(part.Channel)});");
        }
    }
}
