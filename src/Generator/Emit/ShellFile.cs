using System.Linq;
using NetSpec.Dsl.Graph;

namespace NetSpec.Generator.Emit;

/// <summary>
/// The file of a net that did not compile: the same class with methods that throw, so that user code fails once, in the
/// spec, and not again wherever it names the class.
/// </summary>
public static class ShellFile
{
    public static string Emit(NetShell shell)
    {
        var writer = new SourceWriter();
        FileHeader.Write(writer);
        writer.Line("//");
        writer.Line(CSharp.Comment($"// net {shell.Name} has errors; this class stands in for it until they are mended."));
        writer.Line("");
        writer.Line("#nullable enable");
        writer.Line("");
        if (shell.Namespace.Length == 0)
        {
            Class(writer, shell);
        }
        else
        {
            using (writer.Open("namespace " + CSharp.EscapeDotted(shell.Namespace)))
            {
                Class(writer, shell);
            }
        }

        return writer.ToString();
    }

    private static void Class(SourceWriter writer, NetShell shell)
    {
        var name = CSharp.Escape(shell.Name);
        var message = CSharp.Literal($"The spec of the network '{shell.Name}' has errors; the build lists them.");
        writer.Line($"/// <summary>Stands in for the network <c>{CSharp.Xml(shell.Name)}</c>, whose spec has errors.</summary>");
        using (writer.Open($"public sealed partial class {name}"))
        {
            writer.Line("/// <summary>Always throws: the spec has errors.</summary>");
            writer.Line($"public {name}({Api.ParameterStore} parameters) =>");
            Throw(writer, message);
            Load(writer, name, "string path", message);
            Load(writer, name, $"{Api.Stream} stream", message);
            Forward(writer, shell, message);
        }
    }

    private static void Load(SourceWriter writer, string name, string parameter, string message)
    {
        writer.Line("/// <summary>Always throws: the spec has errors.</summary>");
        writer.Line($"public static {name} Load({parameter}, {Api.LoadOptions}? options = null) =>");
        Throw(writer, message);
    }

    private static void Forward(SourceWriter writer, NetShell shell, string message)
    {
        var names = new Identifiers([]);
        var inputs = shell.Inputs.Select(input => names.Unique(input)).ToList();
        var outputs = shell.Outputs.Select(output => names.Unique(inputs.Contains(output) ? output + "Out" : output)).ToList();
        var (batch, workspace, threads) = (names.Unique("batch"), names.Unique("workspace"), names.Unique("threads"));
        string[] buffers =
        [
            .. inputs.Select(input => $"{Api.ReadOnlySpan} {CSharp.Escape(input)}"),
            .. outputs.Select(output => $"{Api.Span} {CSharp.Escape(output)}"),
        ];
        Forward(writer, [.. buffers, $"int {batch} = 1", $"int {threads} = 1"], message);
        Forward(writer, [.. buffers, $"int {batch}", $"{Api.Workspace} {workspace}", $"int {threads} = 1"], message);
    }

    private static void Forward(SourceWriter writer, string[] parameters, string message)
    {
        writer.Line("/// <summary>Always throws: the spec has errors.</summary>");
        writer.Parameters("public void Forward(", parameters, " =>");
        Throw(writer, message);
    }

    private static void Throw(SourceWriter writer, string message)
    {
        using (writer.Indent())
        {
            writer.Line($"throw new global::System.InvalidOperationException({message});");
        }

        writer.Separate();
    }
}
