using System;
using System.Linq;
using NetSpec.Runtime.Weights;
using Xunit;

namespace NetSpec.Tool.Tests;

/// <summary><c>netspec pathnorm</c>.</summary>
public sealed class PathNormTests(Scratch scratch) : IClassFixture<Scratch>
{
    private const string Spec = "net N {\n    input x : 3\n    h = x -> linear(4) as a -> relu\n    output y = h -> linear(2) as b\n}\n";

    /// <summary>The sum over all paths, each written out.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void It_is_the_norm_of_all_paths(int q)
    {
        var parameters = ParameterStore.Random(new ParameterLayout(
            new("a.weight", ParameterRole.Weight, 4, 3), new("a.bias", ParameterRole.Bias, 4), new("b.weight", ParameterRole.Weight, 2, 4), new("b.bias", ParameterRole.Bias, 2)), 5);
        var sum = 0.0;
        for (var o = 0; o < 2; o++)
        {
            var paths = Math.Pow(Math.Abs(parameters["b.bias"][o]), q);
            for (var h = 0; h < 4; h++)
            {
                paths += Math.Pow(Math.Abs((double)parameters["b.weight"][(o * 4) + h] * parameters["a.bias"][h]), q);
                for (var i = 0; i < 3; i++)
                {
                    paths += Math.Pow(Math.Abs((double)parameters["b.weight"][(o * 4) + h] * parameters["a.weight"][(h * 3) + i]), q);
                }
            }

            sum += Math.Pow(paths, 1.0 / q);
        }

        var run = ToolRun.Of("pathnorm", scratch.Write("n.netspec", Spec), "--random", "5", "--q", q == 1 ? "1" : "2", "--per-output", "--product", "--merged", "--count", "--json").Succeeded().Json;

        DocumentedShape.Check("pathnorm", run);
        Assert.Equal(sum, run.GetProperty("norm").GetProperty("value").GetDouble(), 1e-12 * sum);
        Assert.Equal(sum, run.GetProperty("perOutput").EnumerateArray().Sum(value => value.GetProperty("value").GetDouble()), 1e-12 * sum);
        Assert.True(run.GetProperty("productOfNorms").GetProperty("value").GetDouble() >= sum);
    }

    [Fact]
    public void A_net_outside_the_theory_is_refused_in_its_words()
    {
        var path = scratch.Write("s.netspec", "net S {\n    input x : 3\n    output y = x -> linear(2) -> tanh\n}\n");

        var run = ToolRun.Of("pathnorm", path, "--random", "1");

        Assert.Equal((3, ""), (run.ExitCode, run.Out));
        Assert.Contains("NSPEC3013", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Exponents_out_of_range_are_usage_errors()
    {
        ToolRun.Of("pathnorm", DigitSamples.Spec, "--random", "1", "--q", "0").FailedWith(2, "--q is '0'");
        ToolRun.Of("pathnorm", DigitSamples.Spec, "--random", "1", "--q", "inf", "--merged").FailedWith(2, "for finite q");
    }
}
