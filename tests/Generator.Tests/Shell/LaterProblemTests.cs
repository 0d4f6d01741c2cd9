using System.Linq;
using NetSpec.Compiler;
using NetSpec.Compiler.Specs;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Tuning;
using Xunit;

namespace NetSpec.Generator.Tests.Shell;

/// <summary>Problems that are found where there are no places any more stand at the right ones all the same.</summary>
public sealed class LaterProblemTests
{
    private const string Text = """
        tune ks(1, 8, 8, 1) fp32 batch_last tile=8x64x8 thread=2x4
        tune ks(1, 8, 8, 2) fp32 batch_last tile=8x32x8 thread=2x4
        net One {
            input x : 8
            output y = x -> linear(4)
        }

        net Two {
            input x : 8
            h = x -> repeat 2 (linear(8) -> relu)
            output y = h
            emit forward, gpu
        }

        """;

    private static readonly SpecText File = new("a.netspec", Text, new("Demo"));

    [Theory]
    [InlineData(null, null, "Two")]
    [InlineData("gpu", null, "gpu")]
    [InlineData("gpu_half", null, "Two")]
    [InlineData(null, 2, "relu")]
    [InlineData(null, 3, "linear(8)")]
    [InlineData("gpu", 9, "gpu")]
    public void A_problem_of_a_type_is_at_its_name_pass_or_node(string? pass, int? node, string expected)
    {
        var problem = new TypeProblem(new("a.netspec", "Demo.Two"), ProblemCode.UnfitForDevice, "message") { Pass = pass, Node = node };

        Assert.Equal(expected, At(Assert.Single(TypeProblem.Locate(SpecUnit.Alone(File), EquatableArray.Of(problem), default))));
        Assert.Empty(TypeProblem.Locate(SpecUnit.Alone(File with { Path = "b.netspec" }), EquatableArray.Of(problem), default));
    }

    [Theory]
    [InlineData(1, false, "ks(1, 8, 8, 1) fp32 batch_last")]
    [InlineData(2, true, "tile=8x32x8 thread=2x4")]
    [InlineData(3, true, "")]
    public void A_problem_of_a_tuning_is_at_its_kernel_or_tile(int d, bool isOfTile, string expected)
    {
        var tile = new KernelTile(8, d == 1 ? 64 : 32, 8, 2, 4, 1, UsesTensorCores: false);
        var tuning = new KernelTuning(new(1, 8, 8, d), DevicePrecision.Fp32, BatchLayout.BatchLast, tile);
        var problem = new TuningProblem("a.netspec", tuning, ProblemCode.UnusedTuning, "message", isOfTile);

        Assert.Equal(expected, At(Assert.Single(TuningProblem.Locate(SpecUnit.Alone(File), EquatableArray.Of(problem), default))));
        Assert.Empty(TuningProblem.Locate(SpecUnit.Alone(File with { Path = "b.netspec" }), EquatableArray.Of(problem), default));
    }

    [Fact]
    public void A_parsed_file_keeps_its_tunings_without_places()
    {
        var (one, two) = (ParsedSpec.Compile(SpecUnit.Alone(File), default), ParsedSpec.Compile(SpecUnit.Alone(File with { Text = "\n" + Text }), default));

        Assert.Equal([1, 2], one.Tunings.Select(tuning => tuning.Pattern.D));
        Assert.Equal(one, two);
    }

    private static string At(SpecProblem problem) => Text.Substring(problem.Span.Start, problem.Span.Length);
}
