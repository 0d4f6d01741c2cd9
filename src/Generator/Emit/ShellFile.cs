using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Generator.Emit.Paths;

namespace NetSpec.Generator.Emit;

/// <summary>
/// The file of a net that did not compile: the same class with methods that throw, so that user code fails once, in the
/// spec, and not again wherever it names the class.
/// </summary>
public static class ShellFile
{
    /// <param name="shell">What is known of the net.</param>
    /// <param name="withPaths">Whether the class has its path members here; else a second file has them.</param>
    public static string Emit(NetShell shell, bool withPaths = true) => NetFile.Emit(shell.Namespace, head => Head(head, shell), type => Class(type, shell, withPaths));

    private static void Head(SourceWriter writer, NetShell shell)
    {
        writer.Line("//");
        writer.Line(CSharp.Comment($"// net {shell.Name} has errors; this class stands in for it until they are mended."));
    }

    private static void Class(SourceWriter writer, NetShell shell, bool withPaths)
    {
        var name = CSharp.EscapeType(shell.Name);
        var names = new PortNames(shell.Name, shell.Inputs, shell.Outputs);
        var message = PathShellFile.Message(shell);
        writer.Line($"/// <summary>Stands in for the network <c>{CSharp.Xml(shell.Name)}</c>, whose spec has errors.</summary>");
        using (writer.Open($"public sealed partial class {name} : {Api.Model}"))
        {
            Constants(writer, names);
            Constructors(writer, name, message);
            Load(writer, name, "string path", message);
            Load(writer, name, $"{Api.Stream} stream", message);
            Forward(writer, names, message);
            if (withPaths)
            {
                PathShellFile.WriteMembers(writer, message);
            }

            writer.Line("/// <inheritdoc/>");
            writer.Line($"protected override void PackWeights({Api.ParameterStore} parameters) =>");
            Throw(writer, message);
        }
    }

    /// <summary>Ones, which divide and size arrays without complaints of the compiler.</summary>
    private static void Constants(SourceWriter writer, PortNames names)
    {
        writer.Line("/// <summary>Stands in for a constant that the spec would give.</summary>");
        writer.Line($"public const int {string.Join(" = 1, ", names.InputSizes.Concat(names.OutputSizes).Concat(["WorkspaceSize", "ImagesPerPass"]))} = 1;");
        writer.Separate();
        writer.Line("/// <inheritdoc cref=\"WorkspaceSize\"/>");
        writer.Line("public const long ParameterCount = 1, MultiplyAdds = 1, NeuronCount = 1;");
        writer.Separate();
        writer.Line("/// <summary>Empty: the spec has errors.</summary>");
        writer.Line($"public static {Api.ParameterLayout} Layout {{ get; }} = new();");
        writer.Separate();
    }

    private static void Constructors(SourceWriter writer, string name, string message)
    {
        writer.Line("/// <summary>Always throws: the spec has errors.</summary>");
        writer.Line($"public {name}({Api.ParameterStore} parameters)");
        using (writer.Indent())
        {
            writer.Line(": base(Layout, parameters, WorkspaceSize, ImagesPerPass) =>");
        }

        Throw(writer, message);
        writer.Line("/// <summary>Always throws: the spec has errors.</summary>");
        writer.Line($"public {name}()");
        using (writer.Indent())
        {
            writer.Line($": this(new {Api.ParameterStore}(Layout))");
        }

        using (writer.Braces())
        {
        }

        writer.Separate();
    }

    private static void Load(SourceWriter writer, string name, string parameter, string message)
    {
        writer.Line("/// <summary>Always throws: the spec has errors.</summary>");
        writer.Line($"public static {name} Load({parameter}, {Api.LoadOptions}? options = null) =>");
        Throw(writer, message);
    }

    private static void Forward(SourceWriter writer, PortNames names, string message)
    {
        string[] buffers =
        [
            .. names.Inputs.Select(input => $"{Api.ReadOnlySpan} {CSharp.Escape(input)}"),
            .. names.Outputs.Select(output => $"{Api.Span} {CSharp.Escape(output)}"),
        ];
        Forward(writer, [.. buffers, $"int {names.Batch} = 1", $"int {names.Threads} = 1"], message);
        Forward(writer, [.. buffers, $"int {names.Batch}", $"{Api.Workspace} {names.Workspace}", $"int {names.Threads} = 1"], message);
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
