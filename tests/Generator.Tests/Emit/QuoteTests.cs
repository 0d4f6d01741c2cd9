using System;
using System.Linq;
using NetSpec.Compiler.Emit.Models;
using NetSpec.Compiler.Planning;
using NetSpec.Dsl;
using Xunit;

namespace NetSpec.Generator.Tests.Emit;

/// <summary>The lines of the spec over a step, which are clipped where they are long, always show the stage that the step computes.</summary>
public sealed class QuoteTests
{
    private const int Layers = 12;

    private static readonly string[] Lines = ModelClassFile.Emit(Planner.Plan(SpecCompiler.Compile(Spec("linear(48) as layer{0} -> relu")).Nets[0])).Split('\n');

    [Fact]
    public void A_step_in_a_long_line_shows_its_own_stage()
    {
        foreach (var i in Enumerable.Range(0, Layers))
        {
            Assert.Contains($"linear(48) as layer{i}", Quoted($"Layer{i}"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_is_left_out_before_and_behind_it_is_an_ellipsis()
    {
        Assert.StartsWith("// output y = x -> linear(48) as layer0 -> relu -> ", Quoted("Layer0"), StringComparison.Ordinal);
        Assert.EndsWith("…", Quoted("Layer0"), StringComparison.Ordinal);
        Assert.StartsWith("// … -> linear(48) as layer6 -> relu -> ", Quoted("Layer6"), StringComparison.Ordinal);
        Assert.EndsWith("…", Quoted("Layer6"), StringComparison.Ordinal);
        Assert.Equal("// … -> linear(48) as layer11 -> relu", Quoted("Layer11"));
    }

    [Fact]
    public void A_step_of_a_block_shows_the_stage_that_uses_the_block()
    {
        var file = ModelClassFile.Emit(Planner.Plan(SpecCompiler.Compile("block unit { out = in -> linear(48) as fc -> relu }".Replace("{ ", "{\n").Replace(" }", "\n}") + "\n" + Spec("unit as layer{0}")).Nets[0]));

        Assert.Contains("// … -> unit as layer11\n", file.Replace("        //", "//"), StringComparison.Ordinal);
    }

    private static string Spec(string stage) =>
        "net Long {\ninput x : 48\noutput y = x" + string.Concat(Enumerable.Range(0, Layers).Select(i => " -> " + stage.Replace("{0}", $"{i}", StringComparison.Ordinal))) + "\n}\n";

    /// <summary>The comment two lines over a method.</summary>
    private static string Quoted(string method) => Lines[Array.FindIndex(Lines, line => line.Contains($"void {method}(", StringComparison.Ordinal)) - 2].Trim();
}
