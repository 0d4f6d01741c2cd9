using System;
using System.Linq;
using System.Threading;
using NetSpec.Compiler;
using NetSpec.Compiler.Emit.Paths;
using NetSpec.Compiler.Outputs;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Paths;
using NetSpec.Compiler.Specs;
using NetSpec.Compiler.Stages;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Problems;
using NetSpec.Generator.Tests.Emit;
using Xunit;

namespace NetSpec.Generator.Tests.Shell;

/// <summary>Defects of a stage, made with values that no stage hands over: one problem, and everything else goes on.</summary>
public sealed class FailureTests
{
    private static readonly SpecText File = new("a.netspec", Specs.First, new SpecOptions(""));

    [Fact]
    public void An_exception_in_the_front_end_is_one_problem_of_the_file()
    {
        var spec = ParsedSpec.Compile(SpecUnit.Alone(File with { Text = Specs.First.Replace("namespace Demo", "", StringComparison.Ordinal), Options = null! }), CancellationToken.None);

        var problem = Assert.Single(spec.Problems);
        Assert.Equal((ProblemCode.Internal, "a.netspec"), (problem.Code, problem.Path));
        Assert.Contains("NullReferenceException", problem.Message, StringComparison.Ordinal);
        Assert.Empty(spec.Nets);
    }

    [Fact]
    public void An_exception_in_the_planner_is_one_problem_at_the_net_and_a_shell()
    {
        var type = SpecType.In(ParsedSpec.Compile(SpecUnit.Alone(File), CancellationToken.None)).Single();

        var planned = PlannedType.Of(type with { Net = type.Net! with { Outputs = default, Nodes = type.Net.Nodes.Reverse().ToEquatableArray() } });

        Assert.Null(planned.Plan);
        var problem = Assert.Single(TypeProblem.Locate(SpecUnit.Alone(File), EquatableArray.Of(planned.Problem!), CancellationToken.None));
        Assert.Equal(ProblemCode.Internal, problem.Code);
        Assert.Equal("First", Specs.First.Substring(problem.Span.Start, problem.Span.Length));
    }

    [Fact]
    public void An_op_without_a_kernel_is_one_problem_at_its_line_and_a_shell()
    {
        var type = SpecType.In(ParsedSpec.Compile(SpecUnit.Alone(File), CancellationToken.None)).Single();
        var net = type.Net!;
        var last = net.Nodes[net.Outputs[0].Node];

        var planned = PlannedType.Of(type with { Net = net with { Nodes = net.Nodes.Select(node => node == last ? node with { Op = new OddOp(), Parameters = default } : node).ToEquatableArray() } });

        Assert.Null(planned.Plan);
        var problem = Assert.Single(TypeProblem.Locate(SpecUnit.Alone(File), EquatableArray.Of(planned.Problem!), CancellationToken.None));
        Assert.Equal(ProblemCode.OpWithoutKernel, problem.Code);
        Assert.Contains($"'{last.Name}' is something odd", problem.Message, StringComparison.Ordinal);
        Assert.NotEqual("First", Specs.First.Substring(problem.Span.Start, problem.Span.Length));
    }

    [Fact]
    public void A_stage_that_breaks_its_promise_is_named_where_that_is_asked_for()
    {
        var type = SpecType.In(ParsedSpec.Compile(SpecUnit.Alone(File), CancellationToken.None)).Single();
        var broken = type with { Net = type.Net! with { Parameters = type.Net.Parameters.Select(parameter => parameter with { Offset = parameter.Offset + 4 }).ToEquatableArray() } };

        Assert.Null(PlannedType.Of(broken).Problem);
        Assert.Null(PlannedType.Of(type, verify: true).Problem);
        var planned = PlannedType.Of(broken, verify: true);

        Assert.Null(planned.Plan);
        Assert.Equal(ProblemCode.Internal, planned.Problem!.Code);
        Assert.StartsWith("the front end broke", planned.Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_project_asks_for_it_by_a_property()
    {
        var project = new TestProject(("a.netspec", Specs.First.Replace("-> relu", "-> relu\n    emit forward, phicost", StringComparison.Ordinal)));
        var before = project.Run().Sources;
        project.SetOptions(new ProjectOptions(("build_property.NetSpecVerify", "True")));

        var run = project.Run();

        Assert.Empty(run.Problems);
        Assert.Equal(before, run.Sources);
    }

    [Fact]
    public void An_exception_in_the_emitter_of_paths_is_one_problem_and_members_that_throw() =>
        IsOneProblem(net => new(PathPlanner.Plan(net, Planner.Plan(net)) with { Graph = null! }, null));

    [Fact]
    public void An_exception_in_the_planner_of_paths_is_one_problem_and_members_that_throw() =>
        IsOneProblem(net => PlannedPaths.Of("a.netspec", net with { Parameters = default, Passes = EquatableArray.Of("pathnorm") }, Planner.Plan(net))!);

    private static void IsOneProblem(Func<Net, PlannedPaths> plan)
    {
        var type = SpecType.In(ParsedSpec.Compile(SpecUnit.Alone(File), CancellationToken.None)).Single();

        var (files, problem) = new PathSource(type.Path, plan(type.Net!), type.Shell, "Demo.First").Print();

        Assert.Equal((ProblemCode.Internal, "a.netspec"), (problem!.Code, problem.Path));
        var file = Assert.Single(files);
        Assert.Equal("Demo.First.Paths.g.cs", file.Name);
        Assert.Contains("PathAnalysis Paths =>", file.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancellation_is_no_defect()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => ParsedSpec.Compile(SpecUnit.Alone(File), cancelled.Token));
    }

    [Fact]
    public void One_name_twice_in_a_file_is_one_type()
    {
        var run = new TestProject(("a.netspec", Specs.First + Specs.First.Replace("namespace Demo", "", StringComparison.Ordinal))).Run();

        Assert.Null(run.Exception);
        Assert.Single(run.Sources);
        Assert.Contains(run.Problems, problem => problem.Id == "NSPEC2003");
    }
}
