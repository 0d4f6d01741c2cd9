using System.Collections.Generic;
using System.Linq;
using NetSpec.Generator.Planning;
using NetSpec.Generator.Planning.Steps;

namespace NetSpec.Generator.Emit;

/// <summary>The net at a glance, as a comment: what goes in and out, its totals, and each step with its cost.</summary>
internal static class NetTable
{
    /// <param name="writer">Where to.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="what">What the file holds.</param>
    public static void Write(SourceWriter writer, Plan plan, string what = "net")
    {
        writer.Line("//");
        writer.Line(CSharp.Comment($"// {what} {plan.Name}{Arguments(plan)}"));
        writer.Line("//");
        foreach (var (kind, port) in plan.Inputs.Select(port => ("input ", port)).Concat(plan.Outputs.Select(port => ("output", port))))
        {
            writer.Line(CSharp.Comment($"//     {kind} {port.Name} : {port.Shape}"));
        }

        writer.Line("//");
        writer.Line($"//     {CSharp.Readable(plan.Statistics.Parameters)} parameters{Stored(plan)}, {CSharp.Readable(plan.Statistics.Neurons)} neurons");
        writer.Line($"//     {CSharp.Readable(plan.Statistics.MultiplyAdds)} multiply-adds{Workspace(plan)}");
        if (plan.HasForward)
        {
            Steps(writer, plan);
        }
    }

    private static string Arguments(Plan plan) => plan.Arguments.Count == 0
        ? ""
        : "(" + string.Join(", ", plan.Arguments.Select(argument => argument.Name + "=" + CSharp.Literal(argument.Value))) + ")";

    private static string Stored(Plan plan) =>
        plan.Statistics.Stored == plan.Statistics.Parameters ? "" : $" ({CSharp.Readable(plan.Statistics.Stored)} with running statistics)";

    private static string Workspace(Plan plan) =>
        plan.HasForward ? $" and {CSharp.Readable((plan.WorkspaceSize + 255L) / 256)} KiB of workspace for a sample" : "";

    private static void Steps(SourceWriter writer, Plan plan)
    {
        List<string[]> rows = [["step", "result", "parameters", "multiply-adds", "what"]];
        rows.AddRange(plan.Steps.Where(step => step is not (LoadStep or StoreStep)).Select(step => Row(step.About)));

        var widths = Enumerable.Range(0, 4).Select(column => rows.Max(row => row[column].Length)).ToArray();
        writer.Line("//");
        foreach (var row in rows)
        {
            writer.Line(CSharp.Comment(
                $"//     {row[0].PadRight(widths[0])}  {row[1].PadRight(widths[1])}  {row[2].PadLeft(widths[2])}  {row[3].PadLeft(widths[3])}  {row[4]}"));
        }
    }

    private static string[] Row(StepInfo about) =>
    [
        about.Name,
        about.Shape.ToString(),
        CSharp.Readable(about.Parameters),
        CSharp.Readable(about.MultiplyAdds),
        Comments.Shorten(about.Description),
    ];
}
