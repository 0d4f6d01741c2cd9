using NetSpec.Compiler.Emit.Models;
using NetSpec.Compiler.Emit.Shapes;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning.Decoding;

namespace NetSpec.Compiler.Emit.Decoding;

/// <summary>The file of a net that is also run token by token: what is packed for it, and the nested class.</summary>
internal static class DecoderFile
{
    public static string Emit(DecoderPlan plan)
    {
        var shapes = new NetShapes([plan.Model], [plan.Program]);
        var names = new DecoderNames(plan, shapes);
        return NetFile.Emit(
            plan.Model.Namespace,
            head => NetTable.WriteDecoder(head, plan),
            directives => PatternNames.AllowTwins(directives, [plan.Program]),
            type => Class(type, plan, names, shapes));
    }

    private static void Class(SourceWriter writer, DecoderPlan plan, DecoderNames names, NetShapes shapes)
    {
        using (writer.Open($"partial class {CSharp.EscapeType(plan.Model.Name)}"))
        {
            DecoderClass.Write(writer, plan, names);
            DecoderPacking.Write(writer, plan, names);
            shapes.Write(writer);
        }
    }
}
