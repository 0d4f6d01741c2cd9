using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Decoding;
using NetSpec.Compiler.Planning.Remarks;

namespace NetSpec.Compiler.Emit.Models;

/// <summary>The net at a glance, as a comment: what goes in and out, its totals, and each step with its cost.</summary>
internal static class NetTable
{
    /// <summary>
    /// Rows of a long list. All comments before a token are one list to the C# compiler, and it clears as much memory at every later
    /// token of the file: with a row for each of 10,000 steps that was a third of its time.
    /// </summary>
    private const int MostRows = 400;

    /// <param name="writer">Where to.</param>
    /// <param name="plan">The plan.</param>
    public static void Write(SourceWriter writer, Plan plan)
    {
        Head(writer, plan, "net", plan.Name);
        writer.Line($"//     {CSharp.Readable(plan.Statistics.Parameters)} parameters{Stored(plan)}, {CSharp.Readable(plan.Statistics.Neurons)} neurons");

        // A step of a model has a method, which says how and why so.
        Work(writer, plan, "parameters", about => about.Description);
    }

    /// <summary>A pass that another net's parameters are derived for.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="plan">The plan of the pass.</param>
    /// <param name="what">What the pass computes of the net.</param>
    /// <param name="model">The plan of the net.</param>
    public static void WritePass(SourceWriter writer, Plan plan, string what, Plan model)
    {
        Head(writer, plan, what, model.Name);
        writer.Line(
            $"//     {CSharp.Readable(plan.Statistics.Parameters)} numbers, made of the {CSharp.Readable(model.Statistics.Parameters)} parameters of the net "
                + "when the pass is packed");
        if (plan.Policy.Restrictions is { Length: > 0 } restrictions)
            writer.Line($"//     {restrictions}: sums keep their precision");
        Work(writer, plan, "numbers", about => about.What);
    }

    /// <summary>The program of one token.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="plan">The plan.</param>
    public static void WriteDecoder(SourceWriter writer, DecoderPlan plan)
    {
        Head(writer, plan.Program, "one token of net", plan.Model.Name);
        var kept = plan.Caches.Sum(cache => (long)(cache.KeyFeatures + cache.ValueFeatures)) * plan.Tokens;
        writer.Line(
            $"//     {CSharp.Readable(plan.Program.Statistics.MultiplyAdds)} multiply-adds at the last position, "
                + $"{KiB(plan.Program.WorkspaceSize)} KiB of workspace, {KiB(kept)} KiB for the keys and values of {CSharp.Readable(plan.Tokens)} tokens");
        Steps(writer, plan.Program, "parameters", about => about.Description);
    }

    private static void Head(SourceWriter writer, Plan plan, string what, string name)
    {
        writer.Line("//");
        writer.Line(CSharp.Comment($"// {what} {name}{Arguments(plan)}"));
        writer.Line("//");
        var ports = plan.Inputs.Select(port => ("input ", port)).Concat(plan.Outputs.Select(port => ("output", port))).ToList();
        foreach (var (kind, port) in ports.Take(MostRows))
        {
            writer.Line(CSharp.Comment($"//     {kind} {port.Name} : {port.Shape}{(port.Vocabulary is null ? "" : " int")}"));
        }

        Rest(writer, ports.Count, "inputs and outputs");

        writer.Line("//");
    }

    private static void Work(SourceWriter writer, Plan plan, string numbers, Func<StepInfo, string> what)
    {
        writer.Line($"//     {CSharp.Readable(plan.Statistics.MultiplyAdds)} multiply-adds{Workspace(plan)}");
        if (plan.HasForward)
        {
            Head(writer, plan);
            Steps(writer, plan, numbers, what);
        }
    }

    private static void Head(SourceWriter writer, Plan plan)
    {
        if (plan.Head.Exists)
        {
            var first = plan.Steps.Skip(plan.Head.First).First(step => !step.IsTransfer).About.Name;
            var (samples, kib) = (CSharp.Literal(plan.Head.Samples), CSharp.Readable((plan.Head.Size + 255L) / 256));
            writer.Line(CSharp.Comment($"//     from {first} on up to {samples} samples at a time, {kib} KiB each"));
        }
    }

    private static string Arguments(Plan plan) => plan.Arguments.Count == 0
        ? ""
        : "(" + string.Join(", ", plan.Arguments.Select(argument => argument.Name + "=" + CSharp.Literal(argument.Value))) + ")";

    private static string Stored(Plan plan) =>
        plan.Statistics.Stored == plan.Statistics.Parameters ? "" : $" ({CSharp.Readable(plan.Statistics.Stored)} with running statistics)";

    private static string Workspace(Plan plan) =>
        plan.HasForward ? $" and {KiB(plan.WorkspaceSize)} KiB of workspace for a sample" : "";

    private static string KiB(long floats) => CSharp.Readable((floats + 255) / 256);

    private static void Steps(SourceWriter writer, Plan plan, string numbers, Func<StepInfo, string> what)
    {
        List<string[]> rows = [["step", "result", numbers, "multiply-adds", "what"]];
        var steps = plan.Steps.Where(step => !step.IsTransfer).ToList();
        rows.AddRange(steps.Take(MostRows).Select(step => Row(step.About, what(step.About))));

        var widths = Enumerable.Range(0, 4).Select(column => rows.Max(row => row[column].Length)).ToArray();
        writer.Line("//");
        foreach (var row in rows)
        {
            writer.Line(CSharp.Comment(
                $"//     {row[0].PadRight(widths[0])}  {row[1].PadRight(widths[1])}  {row[2].PadLeft(widths[2])}  {row[3].PadLeft(widths[3])}  {row[4]}"));
        }

        Rest(writer, steps.Count, "steps");
    }

    private static void Rest(SourceWriter writer, int count, string what)
    {
        if (count > MostRows)
            writer.Line($"//     … and {CSharp.Readable(count - MostRows)} more {what}");
    }

    private static string[] Row(StepInfo about, string what) =>
    [
        about.Name,
        about.Shape.ToString(),
        CSharp.Readable(about.Parameters),
        CSharp.Readable(about.MultiplyAdds),
        Comments.Shorten(what),
    ];
}
