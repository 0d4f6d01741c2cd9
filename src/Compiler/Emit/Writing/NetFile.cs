using System;

namespace NetSpec.Compiler.Emit.Writing;

/// <summary>What surrounds the class of a net in every file that holds a part of it: a head, the aliases that it uses, its namespace.</summary>
internal static class NetFile
{
    /// <param name="ns">The namespace; empty for the global one.</param>
    /// <param name="head">Writes comments.</param>
    /// <param name="directives">Writes what the compiler is told.</param>
    /// <param name="type">Writes the part of the class.</param>
    public static string Emit(string ns, Action<SourceWriter> head, Action<SourceWriter> directives, Action<SourceWriter> type)
    {
        var writer = new SourceWriter();
        FileHeader.Write(writer);
        head(writer);
        writer.Line("");
        writer.Line("#nullable enable");
        directives(writer);
        writer.Line("");

        var (aliases, body) = Aliases.Declare(Body(ns, type));
        if (aliases.Length > 0)
        {
            writer.Append(aliases);
            writer.Line("");
        }

        writer.Append(body);
        return writer.ToString();
    }

    /// <inheritdoc cref="Emit(string, Action{SourceWriter}, Action{SourceWriter}, Action{SourceWriter})"/>
    public static string Emit(string ns, Action<SourceWriter> head, Action<SourceWriter> type) => Emit(ns, head, _ => { }, type);

    private static string Body(string ns, Action<SourceWriter> type)
    {
        var writer = new SourceWriter();
        if (ns.Length == 0)
        {
            type(writer);
            return writer.ToString();
        }

        using (writer.Open("namespace " + CSharp.EscapeDotted(ns)))
        {
            type(writer);
        }

        return writer.ToString();
    }
}
