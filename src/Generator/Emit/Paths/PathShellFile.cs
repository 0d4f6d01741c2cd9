using NetSpec.Dsl.Graph;

namespace NetSpec.Generator.Emit.Paths;

/// <summary>What stands in for the path members of a net: the same members, which throw.</summary>
public static class PathShellFile
{
    /// <summary>The file, beside that of a class which has all the rest.</summary>
    public static string Emit(NetShell shell) => NetFile.Emit(shell.Namespace, _ => { }, type => Class(type, shell));

    /// <summary>What the members of a shell say when they are called, as a literal.</summary>
    internal static string Message(NetShell shell) => CSharp.Literal($"The spec of the network '{shell.Name}' has errors; the build lists them.");

    internal static void WriteMembers(SourceWriter writer, string message)
    {
        Member(writer, $"static new {Aliases.Graphs}Architecture {PathMembers.Architecture}", message);
        Member(writer, $"new {Api.PathAnalysis} {PathMembers.Paths}", message);
    }

    private static void Class(SourceWriter writer, NetShell shell)
    {
        using (writer.Open($"public sealed partial class {CSharp.EscapeType(shell.Name)}"))
        {
            WriteMembers(writer, Message(shell));
        }
    }

    private static void Member(SourceWriter writer, string member, string message)
    {
        writer.Line("/// <summary>Always throws: the spec has errors.</summary>");
        writer.Line($"public {member} =>");
        using (writer.Indent())
        {
            writer.Line($"throw new global::System.InvalidOperationException({message});");
        }

        writer.Separate();
    }
}
