using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Emit.Models;
using NetSpec.Compiler.Emit.Paths;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Paths;
using NetSpec.Compiler.Planning.Storage;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Generator.Tests.Emit;

/// <summary>What the compiler does grows with the steps of a spec in a straight line: what it allocates, and what it prints.</summary>
public sealed class LongSpecTests
{
    private const string AllPasses = "forward, lifting, pathnorm, phicost";

    /// <summary>Twice the steps, and something for lists that double.</summary>
    private const double MostGrowth = 2.4;

    public static TheoryData<string> Kinds => [.. LongSpec.Kinds.Keys];

    /// <summary>
    /// Of convolutions in a row the number of paths, which is exact, has as many digits as there are layers; it is left out, with the rest
    /// of the theory, there.
    /// </summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Work_and_text_double_with_the_steps(string kind)
    {
        const int steps = 400;
        var passes = kind is "convolutions" or "residual" ? "forward" : AllPasses;
        var (one, two) = (LongSpec.Kinds[kind](steps, passes), LongSpec.Kinds[kind](2 * steps, passes));
        var (few, many) = (Print(one), Print(two));

        Assert.InRange(many.Sum(text => (double)text.Length) / few.Sum(text => (double)text.Length), 1.5, MostGrowth);
        Assert.InRange((double)Allocations.Of(() => Print(two), runs: 2) / Allocations.Of(() => Print(one), runs: 2), 1.0, MostGrowth);
    }

    /// <summary>The C# compiler's time grows with comments before one token times tokens: a table in the head of a file ends somewhere.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void No_token_has_a_comment_for_every_step_before_it(string kind)
    {
        const int most = 900;
        foreach (var text in Print(LongSpec.Kinds[kind](2_000, "forward, pathnorm")))
        {
            var (run, longest) = (0, 0);
            foreach (var line in text.Split('\n'))
            {
                // Lines of documentation are one comment.
                var start = line.TrimStart();
                run = start.StartsWith("//", StringComparison.Ordinal) && !start.StartsWith("///", StringComparison.Ordinal) ? run + 1 : 0;
                longest = Math.Max(longest, run);
            }

            Assert.InRange(longest, 0, most);
        }
    }

    [Fact]
    public void Many_misspelt_names_are_problems_of_their_own_and_get_hints_as_long_as_there_are_few()
    {
        var problems = SpecCompiler.Compile(LongSpec.Misspelt(1_000)).Problems.Where(problem => problem.IsError).ToList();

        Assert.Equal(1_000, problems.Count);
        Assert.Contains("did you mean 'a_value_with_a_rather_long_name_that_is_number_0'?", problems[0].Message, StringComparison.Ordinal);
        Assert.DoesNotContain("did you mean", problems[^1].Message, StringComparison.Ordinal);
        Assert.InRange((double)Allocations.Of(() => SpecCompiler.Compile(LongSpec.Misspelt(4_000)), runs: 2) / Allocations.Of(() => SpecCompiler.Compile(LongSpec.Misspelt(2_000)), runs: 2), 1.0, MostGrowth);
    }

    [Fact]
    public void The_longest_repeat_goes_through_every_pass_and_its_plans_are_sound()
    {
        var net = SpecCompiler.Compile(LongSpec.Kinds["repeat"](5_000, AllPasses)).Nets.Single();

        var plan = ProgramPlanner.Plan(net).Costs!.Plan;

        Assert.True(BufferAllocator.CountPairs([.. plan.Buffers.Select(buffer => new BufferRequest(buffer.Size, buffer.First, buffer.Last))]) > BufferAllocator.MostPairs);
        Assert.Empty(Overlaps(plan));
    }

    [Fact]
    public void Outputs_of_a_net_with_many_must_lie_apart()
    {
        const int outputs = 40;
        var net = SpecCompiler.Compile(LongSpec.Kinds["outputs"](outputs, "forward")).Nets.Single();
        var model = EmittedModel.Of(net).Single();
        var (instance, input) = (model.Create(new float[net.StoreSize]), new float[8]);
        var apart = Enumerable.Range(0, outputs).Select(_ => new float[4]).ToArray();

        model.Forward(instance, [input], apart, 0, 1, null, 1);

        float[][] shared = [.. apart];
        shared[31] = shared[7];
        var message = Assert.Throws<ArgumentException>(() => model.Forward(instance, [input], shared, 0, 1, null, 1)).Message;
        Assert.Contains("'y7'", message, StringComparison.Ordinal);
        Assert.Contains("'y31'", message, StringComparison.Ordinal);
    }

    private static List<string> Print(string text)
    {
        List<string> files = [];
        foreach (var net in SpecCompiler.Compile(text).Nets)
        {
            var model = Planner.Plan(net);
            files.Add(ModelClassFile.Emit(model));
            if (!PathPasses.AreAsked(net))
                continue;

            var paths = PathPlanner.Plan(net, model);
            files.Add(PathFile.Emit(paths));
            files.AddRange(paths.Programs.Norms is { } norms ? [PathProgramFile.Emit(model, norms)] : []);
            files.AddRange(paths.Programs.Costs is { } costs ? [CostProgramFile.Emit(model, paths.Programs.Norms!, costs)] : []);
        }

        return files;
    }

    /// <summary>Buffers that share memory at a time, found step by step.</summary>
    private static IEnumerable<string> Overlaps(Plan plan)
    {
        var live = new SortedDictionary<int, PlannedBuffer>();
        var starting = plan.Buffers.ToLookup(buffer => buffer.First);
        var ending = plan.Buffers.ToLookup(buffer => buffer.Last);
        for (var step = 0; step < plan.Steps.Count; step++)
        {
            foreach (var buffer in starting[step])
            {
                if (buffer.Offset + (long)buffer.Size > plan.WorkspaceSize || !live.TryAdd(buffer.Offset, buffer))
                    yield return $"{buffer} in step {step}";
            }

            var end = 0L;
            foreach (var buffer in live.Values)
            {
                if (buffer.Offset < end)
                    yield return $"{buffer} in step {step}";
                end = buffer.Offset + (long)buffer.Size;
            }

            foreach (var buffer in ending[step])
            {
                live.Remove(buffer.Offset);
            }
        }
    }
}
