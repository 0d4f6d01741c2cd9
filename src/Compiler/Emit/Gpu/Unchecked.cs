using NetSpec.Compiler.Emit.Writing;

namespace NetSpec.Compiler.Emit.Gpu;

/// <summary>The block around the body of every kernel: ILGPU has no checked arithmetic, and a project may be compiled with it.</summary>
internal static class Unchecked
{
    public static SourceWriter.Block Open(SourceWriter writer)
    {
        writer.Line("// ILGPU has no checked arithmetic, and a project may be compiled with it.");
        return writer.Open("unchecked");
    }
}
