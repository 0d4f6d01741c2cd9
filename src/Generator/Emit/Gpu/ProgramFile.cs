using System.Collections.Generic;
using NetSpec.Generator.Planning.Gpu;

namespace NetSpec.Generator.Emit.Gpu;

/// <summary>The file of a net's device programs: a class in the net's own for each precision.</summary>
public static class ProgramFile
{
    /// <param name="plans">The programs of one net, one at least.</param>
    public static string Emit(IReadOnlyList<GpuPlan> plans)
    {
        var plan = plans[0];
        var writer = new SourceWriter();
        FileHeader.Write(writer);
        ProgramTable.Write(writer, plan);
        writer.Line("");
        writer.Line("#nullable enable");
        writer.Line("#pragma warning disable CS0436 // An assembly that shows this one its internals may have the same kernels and host code.");
        writer.Line("");
        if (plan.Namespace.Length == 0)
        {
            Model(writer, plans);
        }
        else
        {
            using (writer.Open("namespace " + CSharp.EscapeDotted(plan.Namespace)))
            {
                Model(writer, plans);
            }
        }

        return writer.ToString();
    }

    private static void Model(SourceWriter writer, IReadOnlyList<GpuPlan> plans)
    {
        using (writer.Open($"public sealed partial class {CSharp.EscapeType(plans[0].Name)}"))
        {
            foreach (var plan in plans)
            {
                ProgramClass.Write(writer, plan);
                writer.Separate();
            }
        }
    }
}
