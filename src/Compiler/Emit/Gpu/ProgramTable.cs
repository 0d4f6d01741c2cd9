using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning.Gpu;

namespace NetSpec.Compiler.Emit.Gpu;

/// <summary>A device program at a glance, as a comment: what goes in and out, its memory, and each launch.</summary>
internal static class ProgramTable
{
    public static void Write(SourceWriter writer, GpuPlan plan)
    {
        writer.Line("//");
        writer.Line(CSharp.Comment($"// net {plan.Name} on a device{Arguments(plan)}"));
        writer.Line("//");
        foreach (var (kind, port) in plan.Inputs.Select(port => ("input ", port)).Concat(plan.Outputs.Select(port => ("output", port))))
        {
            writer.Line(CSharp.Comment($"//     {kind} {port.Name} : {port.Shape}{(port.Vocabulary is null ? "" : " int")}"));
        }

        var order = plan.IsBatchLast ? "the samples of each value together" : "the values of each sample together";
        var memory = CSharp.Readable(plan.WorkspaceFeatures);
        writer.Line($"""
            //
            //     batches lie in memory with {order}
            //     {CSharp.Readable(plan.MultiplyAdds)} multiply-adds, and memory for {memory} numbers between launches, for a sample
            //
            """);

        List<string[]> rows = [["launch", "result", "multiply-adds", "what"]];
        rows.AddRange(plan.Steps.Select(step => step.About).Select(about => (string[])
            [about.Name, about.Shape.ToString(), CSharp.Readable(about.MultiplyAdds), Comments.Shorten(about.Description)]));
        var widths = Enumerable.Range(0, 3).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
        {
            writer.Line(CSharp.Comment($"//     {row[0].PadRight(widths[0])}  {row[1].PadRight(widths[1])}  {row[2].PadLeft(widths[2])}  {row[3]}"));
        }
    }

    private static string Arguments(GpuPlan plan) => plan.Arguments.Count == 0
        ? ""
        : ", " + string.Join(", ", plan.Arguments.Select(argument => argument.Name + "=" + CSharp.Literal(argument.Value)));
}
