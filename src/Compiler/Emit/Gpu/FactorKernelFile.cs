using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning.Gpu;

namespace NetSpec.Compiler.Emit.Gpu;

/// <summary>The file of a factor's device kernels: the flavour for CUDA devices and the portable one, with what their launch needs to know.</summary>
internal static class FactorKernelFile
{
    public static string Emit(FactorKernelPlan plan)
    {
        var writer = new SourceWriter();
        FileHeader.Write(writer, "the .netspec files of an assembly. Edit those");
        KernelFacts.Write(writer, plan);
        writer.Line("");
        writer.Line("#nullable enable");
        writer.Line("");
        using (writer.Open("namespace " + FactorKernelNames.Namespace))
        {
            writer.Line("using CudaAsm = global::ILGPU.Runtime.Cuda.CudaAsm;");
            writer.Line("using Grid = global::ILGPU.Grid;");
            writer.Line("using Group = global::ILGPU.Group;");
            writer.Line("using SharedMemory = global::ILGPU.SharedMemory;");
            writer.Line("");
            Class(writer, plan);
        }

        return writer.ToString();
    }

    private static void Class(SourceWriter writer, FactorKernelPlan plan)
    {
        var key = plan.Key;
        var what = $"{key.Pattern}, {(key.IsBatchLast ? "batch last" : "batch first")}, {(key.IsHalf ? "half" : "single")} precision";
        writer.Line($"/// <summary>The kernels of {what}.</summary>");
        writer.Line(EmbeddedTypes.Attribute);
        using (writer.Open($"internal static class {FactorKernelNames.TypeName(key)}"))
        {
            Descriptor(writer, key, plan.Cuda, "Cuda", "For CUDA devices.");
            Descriptor(writer, key, plan.Portable, "Portable", "For all other devices.");
            Kernel(writer, plan.Cuda, "RunCuda", pins: true);
            writer.Separate();
            Kernel(writer, plan.Portable, "RunPortable", pins: false);
        }
    }

    private static void Descriptor(SourceWriter writer, FactorKernelKey key, FactorFlavour flavour, string name, string summary)
    {
        var (p, tile) = (key.Pattern, flavour.Tile);
        var type = $"FactorKernel<{(key.IsHalf ? "global::ILGPU.Half" : "float")}>";
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line($"public static readonly {type} {name} = new {type}(");
        using (writer.Indent())
        {
            writer.Line("new FactorTiles");
            using (writer.Braces(","))
            {
                writer.Line($"A = {CSharp.Literal(p.A)}, B = {CSharp.Literal(p.B)}, C = {CSharp.Literal(p.C)}, D = {CSharp.Literal(p.D)},");
                writer.Line(
                    $"Rows = {CSharp.Literal(tile.Rows)}, Batch = {CSharp.Literal(tile.Batch)}, Depth = {CSharp.Literal(tile.Depth)}, Interleaved = "
                        + $"{CSharp.Literal(tile.Interleaved)},");
                writer.Line(
                    $"Threads = {CSharp.Literal(tile.Threads)}, GroupsPerMultiprocessor = {CSharp.Literal(flavour.GroupsPerMultiprocessor)}, StrideMultiple "
                        + $"= {CSharp.Literal(key.IsHalf ? 8 : 4)},");
            }

            writer.Line($"Run{name});");
        }

        writer.Line("");
    }

    private static void Kernel(SourceWriter writer, FactorFlavour flavour, string method, bool pins)
    {
        if (flavour.Tensor is { } tensor)
        {
            TensorKernel.Write(writer, tensor, method);
        }
        else if (flavour.Simt is { } simt)
        {
            SimtKernel.Write(writer, simt, method, pins);
        }
    }
}
