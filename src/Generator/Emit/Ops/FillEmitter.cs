using NetSpec.Generator.Planning.Steps;

namespace NetSpec.Generator.Emit.Ops;

/// <summary>A map of ones.</summary>
internal static class FillEmitter
{
    public static void Write(SourceWriter writer, FillStep step)
    {
        Places.DeclareTarget(writer, step.To, step.Clear);
        writer.Line($"{Api.Maps}.{(step.To.IsPlanar ? "FillPlanar" : "Fill")}(run, to, {CSharp.Literal(1f)});");
    }
}
