using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using NetSpec.Compiler.Emit.Models;
using NetSpec.Compiler.Emit.Paths;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Paths;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Tests.Support;

namespace NetSpec.Compiler.Bench;

/// <summary>How the compiler's time and memory grow with the length of a spec, stage by stage.</summary>
internal static class Scale
{
    private static readonly int[] Sizes = [500, 1_000, 2_000, 4_000, 10_000];

    public static void Print(string kinds, string passes, int most, bool compiles)
    {
        foreach (var kind in LongSpec.Kinds.Where(kind => kinds == "all" || kinds.Split(',').Contains(kind.Key)))
        {
            Print(kind.Key, 100, passes, compiles, isSilent: true);
            foreach (var size in Sizes.Where(size => size <= most))
            {
                Print(kind.Key, size, passes, compiles, isSilent: false);
            }
        }
    }

    private static void Print(string kind, int size, string passes, bool compiles, bool isSilent)
    {
        var report = new List<string>();
        var text = LongSpec.Kinds[kind](size, passes);
        var result = Measure("front end", () => SpecCompiler.Compile(text));
        if (result.Problems.FirstOrDefault(problem => problem.IsError) is { } error)
            throw new InvalidOperationException($"{kind}: {error.Message}");

        var plans = Measure("plan", () => result.Nets.Select(Planner.Plan).ToList());
        var files = Measure("emit", () => plans.Select(ModelClassFile.Emit).ToList());
        if (result.Nets.Any(PathPasses.AreAsked))
        {
            var paths = Measure("plan paths", () => result.Nets.Select((net, i) => PathPlanner.Plan(net, plans[i])).ToList());
            files.AddRange(Measure("emit paths", () => paths.Select(PathFile.Emit).ToList()));
            files.AddRange(Measure("emit passes", () => paths.SelectMany(plan => (string[])
            [
                .. plan.Programs.Norms is { } norms ? [PathProgramFile.Emit(plan.Model, norms)] : (string[])[],
                .. plan.Programs.Costs is { } costs ? [CostProgramFile.Emit(plan.Model, plan.Programs.Norms!, costs)] : (string[])[],
            ]).ToList()));
        }

        if (compiles)
        {
            report.Add(FormattableString.Invariant($"C# {Processor.Time(() => CSharpProject.Compile(files)).TotalSeconds:F1} s of processor"));
        }

        if (!isSilent)
            Console.WriteLine(FormattableString.Invariant($"{kind,-13}{size,6}  {files.Sum(file => file.Length) / size,6} B/step  {string.Join("  ", report)}"));

        T Measure<T>(string what, Func<T> work)
        {
            var clock = Stopwatch.StartNew();
            var before = GC.GetAllocatedBytesForCurrentThread();
            var value = work();
            report.Add(FormattableString.Invariant($"{what} {clock.ElapsedMilliseconds} ms {(GC.GetAllocatedBytesForCurrentThread() - before) >> 20} MB"));
            return value;
        }
    }
}
