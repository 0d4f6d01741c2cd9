using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;
using NetSpec.Dsl.Problems;
using Xunit;

namespace NetSpec.Dsl.Tests.Binding;

/// <summary>Specs that ask for too much end in one message, soon.</summary>
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
        var watch = Stopwatch.StartNew();

        var problem = Assert.Single(SpecCompiler.Compile(text.ToString()).Problems);

        Assert.Equal(ProblemCode.StepLimit, problem.Code);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20));
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

    public static TheoryData<string, string> HostileLines => new()
    {
        { "net N {\n input x : 4\n", "a{0} = a{1} + x" },
        { "net N {\n input x : 4\n", "a{0} = b{0} -> relu" },
        { "net N {\n input x : 4\n", "a = x -> f" },
        { "", "block b{0} {{\n out = in -> b{1}\n}}" },
        { "", "block b {{\n out = in -> b\n}}" },
        { "", "net n{0} {{\n input x : 4\n output y = x -> linear(4)\n}}" },
        { "net N {\n neurons {\n", "v{0} : relu = v{1}" },
    };

    [Theory]
    [MemberData(nameof(HostileLines))]
    public void Long_files_of_errors_take_no_time_to_speak_of(string start, string line)
    {
        var text = new StringBuilder(start);
        for (var i = 0; i < 8_000; i++)
        {
            text.AppendFormat(CultureInfo.InvariantCulture, line + "\n", i, i + 1);
        }

        var watch = Stopwatch.StartNew();
        SpecCompiler.Compile(text.ToString());

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), watch.Elapsed.ToString());
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
