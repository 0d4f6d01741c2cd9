using System.Collections.Generic;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning.Gpu;

namespace NetSpec.Compiler.Emit.Gpu;

/// <summary>The file of a net's device programs: a class in the net's own for each precision.</summary>
internal static class ProgramFile
{
    /// <param name="plans">The programs of one net, one at least.</param>
    public static string Emit(IReadOnlyList<GpuPlan> plans) => NetFile.Emit(
        plans[0].Namespace,
        head => ProgramTable.Write(head, plans[0]),
        directives =>
            directives.Line("#pragma warning disable CS0436 // An assembly that shows this one its internals may have the same kernels and host code."),
        type => Model(type, plans));

    private static void Model(SourceWriter writer, IReadOnlyList<GpuPlan> plans)
    {
        using (writer.Open($"partial class {CSharp.EscapeType(plans[0].Name)}"))
        {
            foreach (var plan in plans)
            {
                ProgramClass.Write(writer, plan);
                writer.Separate();
            }
        }
    }
}
