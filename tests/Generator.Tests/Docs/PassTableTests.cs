using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Rewrites;
using NetSpec.Compiler.Specs;
using NetSpec.Compiler.Stages;
using NetSpec.Compiler.Theory;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Generator.Tests.Docs;

/// <summary>The table of docs/language.md that says which pass knows which op, against what the compiler does with each.</summary>
public sealed partial class PassTableTests
{
    private const string Gate = "neurons gate {\n    input a, b\n    h : relu = a, b + bias\n    output y = h\n}\n", Yes = "yes", No = "no", Head = "head", None = "–";

    private static readonly (string[] Ops, string Operand, string[] Cells)[] Rows = [.. Table()];

    public static TheoryData<string> Ops => [.. Rows.SelectMany(row => row.Ops)];

    [Fact]
    public void Every_op_stands_in_the_table_once()
    {
        // A split is slices.
        string[] words = [.. OpCatalog.StageKeywords.Where(word => word != OpCatalog.Split), .. OpCatalog.JoinKeywords, "gate"];

        Assert.Equal(words.Order(StringComparer.Ordinal), Rows.SelectMany(row => row.Ops).Select(op => Word().Match(op).Value).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ops))]
    public void The_compiler_does_with_it_what_the_table_says(string op)
    {
        var (_, operand, cells) = Rows.Single(row => row.Ops.Contains(op));

        string[] found = [Forward(op, operand), Theory(op, operand), Costs(op, operand), Scales(op, operand), Device(op, operand)];
        Assert.Equal(cells, found);
    }

    private static string Forward(string op, string operand) => Plans(Net(op, operand, "", "")) ? Yes : No;

    /// <summary>At the end of an output, and before another op.</summary>
    private static string Theory(string op, string operand) =>
        PathModel.Obstacle(Net(op, operand, "", " -> scale")) is null ? Yes : PathModel.Obstacle(Net(op, operand, "", "")) is null ? Head : No;

    private static string Costs(string op, string operand)
    {
        var net = Net(op, operand, "", " -> scale");
        return PlannedPaths.Of("n.netspec", net, Planner.Plan(net))!.Plan is not { } plan ? None : plan.Programs.Costs is null ? No : Yes;
    }

    /// <summary>Between layers on both sides, whose weights a rescaling multiplies.</summary>
    private static string Scales(string op, string operand)
    {
        if (PathModel.Obstacle(Net(op, operand, "", "")) is not null)
            return None;

        var behind = Net(op, operand, "", "").Nodes[^1].Shape is var result && result.IsVector ? " -> linear(3)" : result.IsSequence ? " -> conv1d(3, 1)" : " -> conv(3, 1x1)";
        var (layer, channels) = operand.Contains('x', StringComparison.Ordinal) ? (operand.Count(letter => letter == 'x') == 1 ? "conv1d(8, 1)" : "conv(8, 1x1)", 8) : ($"linear({operand})", int.Parse(operand, System.Globalization.CultureInfo.InvariantCulture));
        var net = Net(op, operand, $" -> {layer} as before", behind);
        if (PathModel.Obstacle(net) is not null)
            return None;

        var model = TheoryNet.Of(net);
        var groups = RescalingAnalysis.Of(model).Nodes[model.Nodes.Single(node => node.Name == "before").Id];
        Assert.Equal(channels, groups.Sum(run => run.Count));
        return groups.All(run => run.First >= 0) ? Yes : No;
    }

    private static string Device(string op, string operand)
    {
        var net = Net(op, operand, "", "") with { Passes = EquatableArray.Of(PassWords.Gpu, PassWords.GpuHalf) };
        var planned = PlannedGpu.Of(new TypeName("n.netspec", "N"), net)!;
        return planned.Problem is null && planned.Plans.Count == 2 ? Yes : No;
    }

    private static bool Plans(Net net)
    {
        try
        {
            return Planner.Plan(net).Steps.Count > 0;
        }
        catch (OpWithoutKernelException)
        {
            return false;
        }
    }

    private static Net Net(string op, string operand, string before, string behind)
    {
        var stages = op.Contains("(x", StringComparison.Ordinal) ? op : "x -> " + op;
        var between = operand.EndsWith(" int", StringComparison.Ordinal) ? "" : " -> id";
        var text = $"{Gate}net N {{\n    input given : {operand}\n    x = given{(before.Length > 0 ? before : between)}\n    output y = {stages}{behind}\n    emit forward, pathnorm, phicost\n}}\n";
        return Assert.Single(SpecCompiler.Compile(text).Nets);
    }

    private static IEnumerable<(string[] Ops, string Operand, string[] Cells)> Table() => File.ReadLines(Repository.PathOf("docs", "language.md"))
        .SkipWhile(line => line != "### Which pass knows which op")
        .SkipWhile(line => !line.StartsWith("|---", StringComparison.Ordinal))
        .Skip(1)
        .TakeWhile(line => line.StartsWith('|'))
        .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))
        .Select(cells => (Quoted().Matches(cells[0]).Select(match => match.Groups[1].Value).ToArray(), cells[1], cells[2..]));

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex("^[a-z0-9]+")]
    private static partial Regex Word();
}
