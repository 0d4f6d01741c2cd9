using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Emit.Models;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Tuning;

namespace NetSpec.Compiler.Emit.Gpu;

/// <summary>What stands in for the device programs of a net that has none for its errors: the same members, which throw.</summary>
internal static class ProgramShellFile
{
    public static string Emit(NetShell shell) => NetFile.Emit(shell.Namespace, _ => { }, FileHeader.AllowTwins, type => Model(type, shell));

    private static void Model(SourceWriter writer, NetShell shell)
    {
        var members = new ShellWriter(writer, shell);
        using (writer.Open($"partial class {CSharp.EscapeType(shell.Name)}"))
        {
            Class(writer, members, shell, PassWords.Gpu, "Gpu", "float");
            Class(writer, members, shell, PassWords.GpuHalf, "GpuHalf", GpuApi.Half);
        }
    }

    private static void Class(SourceWriter writer, ShellWriter members, NetShell shell, string pass, string type, string number)
    {
        if (!shell.Passes.Contains(pass) || !members.CanHave(type))
            return;

        var ports = new PortNames(shell.Name, shell.Inputs, shell.Outputs);
        var (model, view) = (CSharp.EscapeType(shell.Namespace, shell.Name), $"{GpuApi.ArrayView}<{number}>");
        writer.Line($"/// <summary>Stands in for the network <c>{CSharp.Xml(shell.Name)}</c> on a device, whose spec has errors.</summary>");
        using (writer.Open($"public sealed class {type} : global::System.IDisposable"))
        {
            // Its members are not those of the net's class, whatever that is called.
            var own = new ShellWriter(writer, shell with { Name = type, DeclaredMembers = default });
            own.Throws("", $"{type}({model} model)");
            own.Throws("", $"{type}({model} model, {GpuApi.Accelerator} accelerator)");
            own.Throws("Accelerator", $"{GpuApi.Accelerator} Accelerator");
            own.Throws("Forward", Forward(
                ports.Inputs.Select((input, i) => $"{(HasIds(i) ? Api.ReadOnlySpanOfIntegers : Api.ReadOnlySpan)} {CSharp.Escape(input)}").Concat(
                    ports.Outputs.Select(output => $"{Api.Span} {CSharp.Escape(output)}")),
                $"int {ports.Batch} = 1"));
            own.Throws("Forward", Forward(
                ports.Inputs.Select((input, i) => $"{(HasIds(i) ? $"{GpuApi.ArrayView}<int>" : view)} {CSharp.Escape(input)}").Concat(ports.Outputs.Select(
                    output => $"{view} {CSharp.Escape(output)}")),
                $"int {ports.Batch}, {GpuApi.AcceleratorStream}? {ports.Arguments.Unique("stream")} = null"));
            own.Throws("Upload", "void Upload()");
            own.Throws("Measure", "global::System.TimeSpan Measure(int batch, int repetitions = 10)");
            own.Throws("Dispose", "void Dispose()");
        }

        writer.Separate();

        bool HasIds(int input) => shell.IntegerInputs.Contains(shell.Inputs[input]);
    }

    private static string Forward(IEnumerable<string> buffers, string rest) => $"void Forward({string.Join(", ", buffers.Append(rest))})";
}
