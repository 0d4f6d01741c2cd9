using System;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;
using NetSpec.Dsl.Problems;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Dsl.Tests.Binding;

/// <summary>Specs that ask for too much end in one message, after little work.</summary>
public sealed class LimitTests
{
    [Theory]
    [InlineData(4095, false)]
    [InlineData(4096, true)]
    public void A_neurons_block_holds_4096_neurons(int hidden, bool tooMany)
    {
        var text = new StringBuilder("net N {\n neurons {\n input x\n");
        for (var i = 1; i < hidden; i++)
        {
            text.Append(Invariant($" v{i} : relu = {(i == 1 ? "x" : Invariant($"v{i - 1}"))}\n"));
        }

        text.Append(Invariant($" output y = v{hidden - 1}\n }}\n}}\n"));

        var problems = SpecCompiler.Compile(text.ToString()).Problems;

        Assert.Equal(tooMany ? [ProblemCode.NeuronLimit] : [], problems.Select(p => p.Code));
    }

    [Fact]
    public void Blocks_that_double_without_a_layer_are_counted()
    {
        var text = new StringBuilder("net N {\n input x : 4\n output y = x -> b0\n}\n");
        for (var i = 0; i < 40; i++)
        {
            text.Append(Invariant($"block b{i} {{\n out = in -> b{i + 1} -> b{i + 1}\n}}\n"));
        }

        text.Append("block b40 {\n out = in\n}\n");
        var spec = text.ToString();

        var problem = Assert.Single(SpecCompiler.Compile(spec).Problems);

        Assert.Equal(ProblemCode.StepLimit, problem.Code);
        var shell = Assert.Single(SpecCompiler.Compile(spec.Replace("out = in\n", "out = in -> linear(4)\n", StringComparison.Ordinal)).Shells);
        Assert.InRange(shell.Parameters.Count, 1, 1000);
        Assert.InRange(Allocations.Of(() => SpecCompiler.Compile(spec), runs: 2), 0, 900_000_000);
    }

    [Fact]
    public void Repeats_of_repeats_stop_at_the_limit()
    {
        var problem = Spec.Problem("net N {\n input x : 4\n output y = x -> repeat 10000 repeat 10000 repeat 10000 relu\n}");

        Assert.Equal(ProblemCode.StepLimit, problem.Code);
    }

    [Fact]
    public void A_net_may_have_as_many_steps_as_the_limit_allows()
    {
        var net = Spec.Body("4", "output y = x -> repeat 9 repeat 10000 relu");

        Assert.Equal(90_001, net.Nodes.Count);
    }

    [Fact]
    public void Sixty_four_blocks_within_one_another_are_allowed()
    {
        var text = new StringBuilder("net N {\n input x : 4\n output y = x -> b1\n}\n");
        for (var i = 1; i < 64; i++)
        {
            text.Append(Invariant($"block b{i} {{\n out = in -> b{i + 1}\n}}\n"));
        }

        text.Append("block b64 {\n out = in -> relu\n}\n");

        Assert.Equal(2, Spec.Net(text.ToString()).Nodes.Count);
    }

    public static TheoryData<string, string, int> HostileLines => new()
    {
        { "net N {\n input x : 4\n", "a{0} = a{1} + x", 140_000 },
        { "net N {\n input x : 4\n", "a{0} = b{0} -> relu", 37_000 },
        { "net N {\n input x : 4\n", "a = x -> f", 33_000 },
        { "", "block b{0} {{\n out = in -> b{1}\n}}", 60_000 },
        { "", "block b {{\n out = in -> b\n}}", 43_000 },
        { "", "net n{0} {{\n input x : 4\n output y = x -> linear(4)\n}}", 120_000 },
        { "net N {\n neurons {\n", "v{0} : relu = v{1}", 26_000 },
    };

    /// <summary>Work is counted by the bytes it takes, about a third of these, whatever else the machine is doing.</summary>
    [Theory]
    [MemberData(nameof(HostileLines))]
    public void Each_line_of_a_long_file_of_errors_takes_so_much_work(string start, string line, int bytes)
    {
        const int Lines = 8_000;
        var text = new StringBuilder(start);
        for (var i = 0; i < Lines; i++)
        {
            text.AppendFormat(CultureInfo.InvariantCulture, line + "\n", i, i + 1);
        }

        var spec = text.ToString();

        Assert.InRange(Allocations.Of(() => SpecCompiler.Compile(spec), runs: 2) / Lines, 0, bytes);
    }

    [Fact]
    public void The_deepest_nesting_fits_a_small_stack()
    {
        var text = new StringBuilder("net N {\n input x : 4\n output y = x -> b1\n}\n");
        for (var i = 1; i < 64; i++)
        {
            text.Append(Invariant($"block b{i} {{\n out = in -> (((b{i + 1})))\n}}\n"));
        }

        text.Append("block b64 {\n out = in -> ((((relu))))\n}\n");
        SpecResult? result = null;
        var thread = new Thread(() => result = SpecCompiler.Compile(text.ToString()), maxStackSize: 512 * 1024);
        thread.Start();
        thread.Join();

        Assert.Equal(ProblemCode.NestingLimit, Assert.Single(result!.Problems).Code);
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
