using System.Linq;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning.Gpu;

namespace NetSpec.Compiler.Emit.Gpu;

/// <summary>The constructors of a device program.</summary>
internal static class ProgramConstruction
{
    public static void Write(SourceWriter writer, GpuPlan plan, ProgramNames names, string model)
    {
        writer.Separate();
        writer.Line("/// <summary>Brings a model to a device of this machine: its best CUDA device, else its best OpenCL device.</summary>");
        writer.Line("/// <param name=\"model\">The model, whose parameters are uploaded.</param>");
        writer.Line("/// <exception cref=\"global::System.PlatformNotSupportedException\">There is no such device.</exception>");
        writer.Line(
            "/// <exception cref=\"global::System.InvalidOperationException\">The device's memory does not suffice, or it cannot run the kernels.</exception>");
        Public(writer, names, $"{model} model", "Open()");

        writer.Separate();
        writer.Line("/// <summary>Brings a model to a device that is open, which may have other models on it. It is not closed with this.</summary>");
        writer.Line("/// <param name=\"model\">The model, whose parameters are uploaded.</param>");
        writer.Line("/// <param name=\"accelerator\">The device.</param>");
        writer.Line(
            "/// <exception cref=\"global::System.InvalidOperationException\">The device's memory does not suffice, or it cannot run the kernels.</exception>");
        Public(writer, names, $"{model} model, {GpuApi.Accelerator} accelerator", "Of(accelerator)");

        writer.Separate();
        using (writer.Open($"private {names.Type}({model} model, {GpuApi.Host}.ComputeDevice device)"))
        {
            if (plan.Weights.Count > 0)
            {
                writer.Line($"{names.Model} = model;");
            }

            writer.Line($"{names.Program} = new {GpuApi.Host}.DeviceProgram<{ProgramClass.Number(plan)}>(");
            using (writer.Indent())
            {
                writer.Line(
                    $"device, new {GpuApi.Host}.{(plan.IsHalf ? "HalfStorage" : "SingleStorage")}(), {CSharp.Literal(plan.Name)}, isBatchLast: "
                        + $"{CSharp.Literal(plan.IsBatchLast)},");
                writer.Line($"inputs: new[] {{ {string.Join(", ", plan.Inputs.Select(port => CSharp.Literal(port.Shape.Size)))} }}, "
                    + $"outputs: new[] {{ {string.Join(", ", plan.Outputs.Select(port => CSharp.Literal(port.Shape.Size)))} }}, "
                    + $"workspace: {CSharp.Literal(plan.WorkspaceFeatures)}{Ids(plan)});");
            }

            if (plan.Weights.Count > 0)
            {
                Weights(writer, plan, names);
            }
        }
    }

    /// <summary>The inputs of whole numbers.</summary>
    private static string Ids(GpuPlan plan)
    {
        var ids = Enumerable.Range(0, plan.Inputs.Count).Where(i => plan.Inputs[i].Vocabulary is not null).Select(i => CSharp.Literal(i)).ToList();
        return ids.Count == 0 ? "" : $", ids: new[] {{ {string.Join(", ", ids)} }}";
    }

    private static void Public(SourceWriter writer, ProgramNames names, string parameters, string device)
    {
        writer.Line($"public {names.Type}({parameters})");
        using (writer.Indent())
        {
            writer.Line($": this(model ?? throw new global::System.ArgumentNullException({CSharp.NameOf("model")}), {GpuApi.Host}.ComputeDevice.{device})");
        }

        using (writer.Braces())
        {
        }
    }

    private static void Weights(SourceWriter writer, GpuPlan plan, ProgramNames names)
    {
        using (writer.Open("try"))
        {
            for (var i = 0; i < plan.Weights.Count; i++)
            {
                var weights = plan.Weights[i];
                var name = CSharp.Literal(weights.Name);
                if (plan.KernelOf(weights) is { } key)
                {
                    var kernels = $"{GpuApi.Host}.{FactorKernelNames.TypeName(key)}";
                    writer.Call($"{names.Weights[i]} = {names.Program}.Factor({name}, {kernels}.Cuda, {kernels}.Portable);");
                }
                else if (weights is { IsTable: true, Weight: { } table })
                {
                    var rows = CSharp.Literal(plan.Parameters[table].Size / weights.Features);
                    writer.Line($"{names.Weights[i]} = {names.Program}.Table({name}, rows: {rows}, features: {CSharp.Literal(weights.Features)});");
                }
                else
                {
                    writer.Line($"{names.Weights[i]} = {names.Program}.Affine({name}, {CSharp.Literal(weights.Features)});");
                }
            }

            writer.Line("Upload();");
        }

        using (writer.Open("catch"))
        {
            writer.Line($"{names.Program}.Dispose();");
            writer.Line("throw;");
        }
    }
}
