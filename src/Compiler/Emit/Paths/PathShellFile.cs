using NetSpec.Compiler.Emit.Models;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler.Emit.Paths;

/// <summary>What stands in for the path members of a net: the same members, which throw.</summary>
internal static class PathShellFile
{
    /// <summary>The file, beside that of a class which has all the rest.</summary>
    public static string Emit(NetShell shell) => NetFile.Emit(shell.Namespace, _ => { }, type => Class(type, shell));

    internal static void WriteMembers(ShellWriter members)
    {
        members.Throws(PathMembers.Architecture, $"static new {Aliases.Graphs}Architecture {PathMembers.Architecture}");
        members.Throws(PathMembers.Paths, $"new {Api.PathAnalysis} {PathMembers.Paths}");
        foreach (var (type, name) in ConstantsSection.Members)
        {
            members.One(type, name);
        }

        members.Throws(ConstantsSection.PathCount, $"static {Api.BigInteger} {ConstantsSection.PathCount}");
    }

    private static void Class(SourceWriter writer, NetShell shell)
    {
        using (writer.Open($"partial class {CSharp.EscapeType(shell.Name)}"))
        {
            WriteMembers(new ShellWriter(writer, shell));
        }
    }
}
