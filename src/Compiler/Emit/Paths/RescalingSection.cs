using System.Linq;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning.Paths;

namespace NetSpec.Compiler.Emit.Paths;

/// <summary>The method that makes the table of rescaling groups: a line for each run of channels.</summary>
internal static class RescalingSection
{
    /// <summary>The setting of the description that the table is.</summary>
    public const string Property = "RescalingTable = " + Method + "()";

    private const string Method = "MakeRescalingTable";

    public static void Write(SourceWriter writer, RescalingPlan plan)
    {
        writer.Separate();
        writer.Line(
            $"/// <summary>The {CSharp.Readable(plan.GroupCount)} groups of channels that only scale together. A layer not listed has those of the first "
                + "layer it reads.</summary>");
        using (writer.Open($"private static {Api.RescalingTable} {Method}()"))
        {
            writer.Line(
                "// Layer, its channels, group of the first (-1: tied to an input, -2: to an output, -3: to a frozen bias), channels in a row in one group.");
            writer.Line("return new(");
            using (writer.Indent())
            {
                writer.Line($"{CSharp.Literal(plan.GroupCount)},");
                for (var i = 0; i < plan.Lines.Count; i++)
                {
                    writer.Line(Numbers(plan.Lines[i]) + (i == plan.Lines.Count - 1 ? ");" : ",") + CSharp.Comment(" // " + plan.Lines[i].Name));
                }
            }
        }
    }

    private static string Numbers(RescalingLine line) =>
        string.Join(", ", new[] { line.Layer, line.Count, line.First, line.Repeat }.Select(number => CSharp.Literal(number)));
}
