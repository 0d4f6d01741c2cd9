using NetSpec.Generator.Planning.Steps;

namespace NetSpec.Generator.Emit.Ops;

/// <summary>A sum that no linear op took up.</summary>
internal static class AddEmitter
{
    public static void Write(SourceWriter writer, AddStep step)
    {
        Places.Declare(writer, "left", step.Left);
        Places.Declare(writer, "right", step.Right);
        Places.DeclareTarget(writer, step.To, step.Clear);
        writer.Line($"{Api.Maps}.Add(run, left, right, to, relu: {CSharp.Literal(step.Relu)});");
    }
}
