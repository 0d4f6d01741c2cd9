using System.Linq;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning.Gpu;

namespace NetSpec.Compiler.Emit.Gpu;

/// <summary>The nested class of a device program.</summary>
internal static class ProgramClass
{
    public static void Write(SourceWriter writer, GpuPlan plan)
    {
        var names = new ProgramNames(plan);
        var (model, type) = (CSharp.EscapeType(plan.Name), CSharp.EscapeType(plan.Namespace, plan.Name));
        Summary(writer, plan, names, model);
        using (writer.Open($"public sealed class {names.Type} : global::System.IDisposable"))
        {
            Fields(writer, plan, names, type);
            ProgramConstruction.Write(writer, plan, names, type);
            writer.Separate();
            writer.Line("/// <summary>The device.</summary>");
            writer.Line($"public {GpuApi.Accelerator} Accelerator => {names.Program}.Accelerator;");
            ProgramForward.Write(writer, plan, names);
            ProgramUpload.Write(writer, plan, names);
            Measure(writer, names);
            writer.Separate();
            writer.Line("/// <summary>Takes the network off the device, and closes a device that it opened itself.</summary>");
            writer.Line($"public void Dispose() => {names.Program}.Dispose();");
            ProgramRun.Write(writer, plan, names);
            foreach (var shape in plan.Attention)
            {
                AttentionKernelClass.Write(writer, plan, shape, names.Attention(shape));
            }
        }
    }

    /// <summary>What values are stored as.</summary>
    public static string Number(GpuPlan plan) => plan.IsHalf ? GpuApi.Half : "float";

    private static void Summary(SourceWriter writer, GpuPlan plan, ProgramNames names, string model)
    {
        var precision = plan.IsHalf ? "half precision, with sums in single precision" : "single precision";
        var arguments = string.Join(", ", names.Inputs.Concat(names.Outputs).Select(CSharp.Escape));
        writer.Line($"""
            /// <summary>
            /// The network on a device, in {precision}. Parameters and all values between inputs and outputs stay there.
            /// Calls from several threads take turns.
            /// </summary>
            /// <example><code>
            /// using var device = new {model}.{names.Type}(model);
            /// device.Forward({arguments}, batch: 4096);
            /// </code></example>
            """);
    }

    private static void Fields(SourceWriter writer, GpuPlan plan, ProgramNames names, string model)
    {
        writer.Line($"private readonly {GpuApi.Host}.DeviceProgram<{Number(plan)}> {names.Program};");
        if (plan.Weights.Count > 0)
        {
            writer.Line($"private readonly {model} {names.Model};");
        }

        for (var i = 0; i < plan.Weights.Count; i++)
        {
            var type = plan.Weights[i] is { IsTable: true } ? $"DeviceTable<{Number(plan)}>"
                : plan.Weights[i].Pattern is null ? "DeviceAffine"
                : $"DeviceFactor<{Number(plan)}>";
            writer.Line($"private readonly {GpuApi.Host}.{type} {names.Weights[i]};");
        }
    }

    private static void Measure(SourceWriter writer, ProgramNames names)
    {
        writer.Separate();
        writer.Line("/// <summary>The time that the device takes for one batch whose inputs are there already, averaged over some passes.</summary>");
        writer.Line("/// <param name=\"batch\">The number of samples.</param>");
        writer.Line("/// <param name=\"repetitions\">Passes that are timed, after one that is not.</param>");
        writer.Line("public global::System.TimeSpan Measure(int batch, int repetitions = 10) =>");
        using (writer.Indent())
        {
            writer.Line($"{names.Program}.Measure(batch, repetitions, {names.Run});");
        }
    }
}
