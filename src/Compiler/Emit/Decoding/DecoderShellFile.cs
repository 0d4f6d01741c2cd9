using NetSpec.Compiler.Emit.Models;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler.Emit.Decoding;

/// <summary>What stands in for the decoder of a net that has none for its errors: the same members, which throw.</summary>
internal static class DecoderShellFile
{
    public static string Emit(NetShell shell) => NetFile.Emit(shell.Namespace, _ => { }, FileHeader.AllowTwins, type => Model(type, shell));

    private static void Model(SourceWriter writer, NetShell shell)
    {
        var members = new ShellWriter(writer, shell);
        using (writer.Open($"partial class {CSharp.EscapeType(shell.Name)}"))
        {
            if (members.CanHave(DecoderMembers.Class))
                Class(writer, shell);
        }
    }

    private static void Class(SourceWriter writer, NetShell shell)
    {
        var ports = new PortNames(shell.Name, shell.Inputs, shell.Outputs);
        var model = CSharp.EscapeType(shell.Namespace, shell.Name);

        // Its members are not those of the net's class, whatever that is called.
        var own = new ShellWriter(writer, shell with { DeclaredMembers = default }, DecoderMembers.Class);
        writer.Line($"/// <summary>Stands in for the network <c>{CSharp.Xml(shell.Name)}</c> token by token, whose spec has errors.</summary>");
        using (writer.Open($"public sealed class {DecoderMembers.Class} : {Api.TokenDecoder}"))
        {
            foreach (var size in ports.OutputSizes)
            {
                own.One("int", size);
            }

            writer.Line("/// <summary>Always throws: the spec has errors.</summary>");
            writer.Line($"public {DecoderMembers.Class}({model} model, {Api.SimdLevel}? simd = null)");
            using (writer.Indent())
            {
                writer.Line(": base(1, 0, simd) =>");
            }

            own.Throw();
            var arguments = new DecoderArguments(ports.OutputSizes, shell.Outputs);
            own.Throws("Append", ["void Append(", .. arguments.OfOne]);
            own.Throws("Append", ["void Append(", .. arguments.OfSeveral]);
        }
    }
}
