using NetSpec.Generator.Planning.Steps;

namespace NetSpec.Generator.Emit.Ops;

/// <summary>Brings an input in.</summary>
internal static class InputEmitter
{
    public static void Write(SourceWriter writer, LoadStep step)
    {
        Places.DeclareTarget(writer, step.To, step.Clear);
        writer.Line(step.To.IsPlanar
            ? $"{Api.Maps}.LoadPlanar(run, source, first, batch, to);"
            : $"{Api.Maps}.Load(run, source, first, batch, to{(step.BatchLast ? ", batchLast: true" : "")});");
    }
}
