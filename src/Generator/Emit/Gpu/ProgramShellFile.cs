using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Generator.Emit.Paths;

namespace NetSpec.Generator.Emit.Gpu;

/// <summary>What stands in for the device programs of a net that has none for its errors: the same members, which throw.</summary>
public static class ProgramShellFile
{
    public static string Emit(NetShell shell) => NetFile.Emit(shell.Namespace, _ => { }, type => Model(type, shell));

    private static void Model(SourceWriter writer, NetShell shell)
    {
        using (writer.Open($"public sealed partial class {CSharp.EscapeType(shell.Name)}"))
        {
            Class(writer, shell, "Gpu", "float");
            writer.Separate();
            Class(writer, shell, "GpuHalf", GpuApi.Half);
        }
    }

    private static void Class(SourceWriter writer, NetShell shell, string type, string number)
    {
        var ports = new PortNames(shell.Name, shell.Inputs, shell.Outputs);
        var (model, view) = (CSharp.EscapeType(shell.Name), $"{GpuApi.ArrayView}<{number}>");
        var message = PathShellFile.Message(shell);
        writer.Line($"/// <summary>Stands in for the network <c>{CSharp.Xml(shell.Name)}</c> on a device, whose spec has errors.</summary>");
        using (writer.Open($"public sealed class {type} : global::System.IDisposable"))
        {
            Throws(writer, $"{type}({model} model)", message);
            Throws(writer, $"{type}({model} model, {GpuApi.Accelerator} accelerator)", message);
            Throws(writer, $"{GpuApi.Accelerator} Accelerator", message);
            Throws(writer, Forward(
                ports.Inputs.Select(input => $"{Api.ReadOnlySpan} {CSharp.Escape(input)}").Concat(ports.Outputs.Select(output => $"{Api.Span} {CSharp.Escape(output)}")),
                $"int {ports.Batch} = 1"), message);
            Throws(writer, Forward(
                ports.Inputs.Concat(ports.Outputs).Select(port => $"{view} {CSharp.Escape(port)}"),
                $"int {ports.Batch}, {GpuApi.AcceleratorStream}? {ports.Arguments.Unique("stream")} = null"), message);
            Throws(writer, "void Upload()", message);
            Throws(writer, "global::System.TimeSpan Measure(int batch, int repetitions = 10)", message);
            Throws(writer, "void Dispose()", message);
        }
    }

    private static string Forward(IEnumerable<string> buffers, string rest) => $"void Forward({string.Join(", ", buffers.Append(rest))})";

    private static void Throws(SourceWriter writer, string member, string message)
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
