using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Emit.Paths;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler.Emit.Models;

/// <summary>
/// The file of a net that did not compile: the same class with members that throw, so that user code fails once, in the
/// spec, and not again wherever it names the class. It has every public member that the class has without the errors, as far
/// as the spec tells.
/// </summary>
internal static class ShellFile
{
    private const string PackWeights = "PackWeights";

    /// <param name="shell">What is known of the net.</param>
    /// <param name="access">The accessibility of the class.</param>
    /// <param name="withPaths">Whether the class has its path members here; else a second file has them.</param>
    public static string Emit(NetShell shell, string access = CSharp.Public, bool withPaths = true) =>
        NetFile.Emit(shell.Namespace, head => Head(head, shell), FileHeader.AllowTwins, type => Class(type, shell, access, withPaths));

    private static void Head(SourceWriter writer, NetShell shell)
    {
        writer.Line("//");
        writer.Line(CSharp.Comment($"// net {shell.Name} has errors; this class stands in for it until they are mended."));
    }

    private static void Class(SourceWriter writer, NetShell shell, string access, bool withPaths)
    {
        var name = CSharp.EscapeType(shell.Name);
        var names = new PortNames(shell.Name, shell.Inputs, shell.Outputs);
        var members = new ShellWriter(writer, shell);

        // What the base class asks for cannot be left out, but its class can be abstract.
        var kind = shell.Name == PackWeights ? "abstract" : "sealed";
        writer.Line($"/// <summary>Stands in for the network <c>{CSharp.Xml(shell.Name)}</c>, whose spec has errors.</summary>");
        using (writer.Open($"{access} {kind} partial class {name} : {Api.Model}"))
        {
            foreach (var size in names.InputSizes.Concat(names.OutputSizes))
            {
                members.One("int", size);
            }

            foreach (var count in new[] { "ParameterCount", "MultiplyAdds", "NeuronCount" })
            {
                members.One("long", count);
            }

            members.Throws("Layout", $"static {Api.ParameterLayout} Layout");
            Tensors(writer, members, shell.Parameters);
            Constructors(writer, members, shell, name);
            foreach (var source in new[] { "string path", $"{Api.Stream} stream" })
            {
                members.Throws("Load", $"static {CSharp.EscapeType(shell.Namespace, shell.Name)} Load({source}, {Api.LoadOptions}? options = null)");
            }

            if (shell.Passes.Contains(PassWords.Forward))
            {
                Forward(members, names, shell);
            }

            if (withPaths && PathPasses.AreAsked(shell.Passes))
            {
                PathShellFile.WriteMembers(members);
            }

            if (shell.Name != PackWeights && !shell.DeclaredMembers.Contains(PackWeights))
            {
                writer.Line("/// <inheritdoc/>");
                writer.Line($"protected override void {PackWeights}({Api.ParameterStore} parameters) =>");
                members.Throw();
            }
        }
    }

    private static void Tensors(SourceWriter writer, ShellWriter members, EquatableArray<string> parameters)
    {
        if (parameters.Count == 0 || !members.CanHave("Tensors"))
            return;

        var names = ModelNames.ScopeOfTensors();
        writer.Line("/// <summary>Every tensor by name, as far as the spec tells.</summary>");
        using (writer.Open("public static class Tensors"))
        {
            foreach (var parameter in parameters)
            {
                writer.Line($"/// <summary><c>{CSharp.Xml(parameter)}</c>; always throws.</summary>");
                writer.Line($"public static {Api.ParameterInfo} {names.Unique(Identifiers.Member(parameter))} =>");
                members.Throw();
            }
        }

        writer.Separate();
    }

    private static void Constructors(SourceWriter writer, ShellWriter members, NetShell shell, string name)
    {
        var layout = $"new {Api.ParameterLayout}()";
        if (!shell.DeclaredMembers.Contains(".ctor(ParameterStore)"))
        {
            writer.Line("/// <summary>Always throws: the spec has errors.</summary>");
            writer.Line($"public {name}({Api.ParameterStore} parameters)");
            using (writer.Indent())
            {
                writer.Line($": base({layout}, parameters, 1, 1) =>");
            }

            members.Throw();
        }

        if (shell.DeclaredMembers.Contains(".ctor()"))
            return;

        writer.Line("/// <summary>Always throws: the spec has errors.</summary>");
        writer.Line($"public {name}()");
        using (writer.Indent())
        {
            writer.Line($": this(new {Api.ParameterStore}({layout}))");
        }

        using (writer.Braces())
        {
        }

        writer.Separate();
    }

    private static void Forward(ShellWriter members, PortNames names, NetShell shell)
    {
        members.One("int", "WorkspaceSize");
        members.One("int", "ImagesPerPass");
        List<string> buffers =
        [
            .. names.Inputs.Select((input, i) => $"{Span(shell.Inputs[i])} {CSharp.Escape(input)}"),
            .. names.Outputs.Select(output => $"{Api.Span} {CSharp.Escape(output)}"),
        ];
        members.Throws("Forward", ["void Forward(", .. buffers, $"int {names.Batch} = 1", $"int {names.Threads} = 1"]);
        members.Throws("Forward", ["void Forward(", .. buffers, $"int {names.Batch}", $"{Api.Workspace} {names.Workspace}", $"int {names.Threads} = 1"]);

        string Span(string input) => shell.IntegerInputs.Contains(input) ? Api.ReadOnlySpanOfIntegers : Api.ReadOnlySpan;
    }
}
