using System;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Syntax;
using NetSpec.Dsl.Text;
using NetSpec.Fuzz;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Dsl.Tests.Syntax;

public class SyntaxLimitTests
{
    /// <summary>How often a line is read that cannot be: once, and edited in search of what was meant.</summary>
    private const int MostReadings = 151;

    private const int FileLength = 1 << 20;
    private const int LineLength = 1 << 16;
    private const int Depth = 32;

    [Fact]
    public void A_file_has_at_most_so_many_characters()
    {
        var longest = "net N {\n}\n".PadRight(FileLength);

        Assert.Empty(SpecParser.Parse(longest).Problems);
        var result = SpecParser.Parse(longest + " ");
        Assert.Equal(
            new Problem(ProblemCode.FileTooLong, new(0, 0), "the file is 1048577 characters long; 1048576 are the limit"),
            Assert.Single(result.Problems));
        Assert.Empty(result.Spec.Declarations);
    }

    [Fact]
    public void A_line_has_at_most_so_many_characters()
    {
        var longest = "b =".PadRight(LineLength - 1) + "a";

        Assert.Empty(SpecParser.Parse($"net N {{\n{longest}\n}}").Problems);
        Assert.Equal(
            new Problem(ProblemCode.LineTooLong, new(8, 0), "this line is 65537 characters long with those that continue it; 65536 are the limit"),
            Assert.Single(SpecParser.Parse($"net N {{\n{longest}a\n}}").Problems));
    }

    [Fact]
    public void A_continued_line_is_measured_whole()
    {
        var chain = "y = x" + string.Concat(Enumerable.Repeat("\n    -> relu", 6000));

        Assert.Equal(ProblemCode.LineTooLong, Assert.Single(SpecParser.Parse($"net N {{\n{chain}\n}}").Problems).Code);
    }

    [Theory]
    [InlineData("y = x -> f({0}1{1})", "(", ")")]
    [InlineData("y = {0}x{1}", "(", ")")]
    [InlineData("y = {0}x{1} -> relu", "concat(", ")")]
    [InlineData("y = x -> {0}relu{1}", "(", ")")]
    [InlineData("y = x -> {0}relu", "repeat 2 ", "")]
    [InlineData("y = x -> {0}relu{1}", "repeat 2 (", ")")]
    [InlineData("y : {0}1{1}x2 = x", "(", ")")]
    [InlineData("y = x -> relu as {{{0}1{1}}}", "(", ")")]
    public void Nesting_has_a_limit(string format, string open, string close)
    {
        string Line(int depth) => string.Format(
            System.Globalization.CultureInfo.InvariantCulture, format, Times(open, depth), Times(close, depth));

        var perTurn = open == "repeat 2 (" ? 2 : 1;
        var outer = format.Contains("f(", StringComparison.Ordinal) || format.Contains("{{", StringComparison.Ordinal) ? 1 : 0;
        var deepest = (Depth - outer) / perTurn;

        Assert.NotNull(Parsed.Statement(Line(deepest)));
        foreach (var depth in new[] { deepest + 1, 1000, 20_000 / open.Length })
        {
            var problem = Assert.Single(SpecParser.Parse($"net N {{\n{Line(depth)}\n}}").Problems);
            Assert.Equal(ProblemCode.NestedTooDeep, problem.Code);
        }
    }

    [Fact]
    public void The_place_of_what_nests_too_deep_is_exact()
    {
        var problem = Assert.Single(SpecParser.Parse($"net N {{\ny = x -> {Times("(", Depth)}repeat 2 relu{Times(")", Depth)}\n}}").Problems);

        Assert.Equal(new Span(8 + 9 + Depth, "repeat".Length), problem.Span);
    }

    [Fact]
    public void Repeats_and_parentheses_beside_one_another_do_not_nest()
    {
        var chain = string.Concat(Enumerable.Repeat(" -> repeat 2 (relu) -> (repeat 3 f((1), 2^(3)))", 100));

        Assert.NotNull(Parsed.Statement("y = x" + chain));
    }

    [Theory]
    [InlineData("+")]
    [InlineData("*")]
    [InlineData("^")]
    public void An_expression_has_at_most_so_many_operators(string sign)
    {
        string Line(int operators) => $"y = x -> f(1{Times(sign + "1", operators)})";

        Assert.NotNull(Parsed.Statement(Line(256)));
        var problem = Assert.Single(SpecParser.Parse($"net N {{\n{Line(257)}\n}}").Problems);
        Assert.Equal((ProblemCode.ExpressionTooLong, new Span(8 + 12 + (2 * 256), 1)), (problem.Code, problem.Span));
    }

    /// <summary>A word, wherever it stands, and a name with dots.</summary>
    [Theory]
    [InlineData("net {0} {{\n    input x : 4\n    output y = x -> linear(4)\n}}", 255)]
    [InlineData("net N({0}=4) {{\n    input x : 4\n    output y = x -> linear({0})\n}}", 255)]
    [InlineData("net N {{\n    input {0} : 4\n    output y = {0} -> linear(4)\n}}", 255)]
    [InlineData("net N {{\n    input x : 4\n    {0} = x -> linear(4)\n    output y = {0} -> relu\n}}", 255)]
    [InlineData("net N {{\n    input x : 4\n    output y = x -> linear(4) as {0}\n}}", 255)]
    [InlineData("net N {{\n    input x : 4\n    output y = x -> repeat i in 1..2 linear(4) as {0}.{{i}}\n}}", 255)]
    [InlineData("block {0} {{\n    out = in -> linear(4)\n}}\nnet N {{\n    input x : 4\n    output y = x -> {0} as a\n}}", 255)]
    [InlineData("net N {{\n    neurons {{\n        input {0}\n        output y = {0}\n    }}\n}}", 255)]
    [InlineData("namespace A.{0}\nnet N {{\n    input x : 4\n    output y = x -> linear(4)\n}}", 255)]
    [InlineData("namespace {1}\nnet N {{\n    input x : 4\n    output y = x -> linear(4)\n}}", 512)]
    [InlineData("net N {{\n    input x : 4\n    output y = x -> linear(4) as {1}\n}}", 512)]
    public void A_name_has_at_most_so_many_characters(string spec, int limit)
    {
        Assert.Empty(SpecCompiler.Compile(Text(limit)).Problems);

        var text = Text(limit + 1);
        var result = SpecCompiler.Compile(text);
        Assert.Equal(ProblemCode.NameTooLong, result.Problems[0].Code);
        Assert.All(result.Problems, problem => Assert.Equal(
            (ProblemCode.NameTooLong, $"this name is {limit + 1} characters long; {limit} are the limit", limit + 1), (problem.Code, problem.Message, problem.Span.Length)));
        Assert.All(result.Shells, shell => Assert.All(
            shell.Inputs.Concat(shell.Outputs).Concat(shell.Parameters).Append(shell.Name), name => Assert.True(name.Length < 255)));

        string Text(int length) => string.Format(CultureInfo.InvariantCulture, spec, new string('q', length), "a." + string.Concat(Enumerable.Repeat("q.", 254)) + new string('q', Math.Max(0, length - 510)));
    }

    /// <summary>What blocks, groups and repeats put together, in time and memory that do not grow with it.</summary>
    [Theory]
    [InlineData("output y = x -> repeat i in 1..10000 linear(4) as {0}.{{i}}", 30_000, ProblemCode.NameTooLong)]
    [InlineData("output y = x -> (repeat i in 1..10000 linear(4) as {{i}}) as {0}", 60_000, ProblemCode.NameTooLong)]
    [InlineData("output y = x -> repeat i in 1..10000 linear(4) as {1}{{i}}", 600, ProblemCode.NameTooLong)]
    [InlineData("output y = x -> repeat i in 1..10000 (linear(4) as {0}.{0}.{{i}}) as a.{0}", 200, ProblemCode.LayerNameLimit)]
    [InlineData("output y = x -> repeat i in 1..10000 (((((linear(4)) as {0}) as {0}) as {0}) as {0}.{0})", 200, ProblemCode.LayerNameLimit)]
    [InlineData("output y = x -> deep as {0}.{0}", 200, ProblemCode.LayerNameLimit)]
    public void Names_that_grow_end_in_one_message(string line, int length, ProblemCode code)
    {
        var name = new string('q', length);
        var numbers = string.Concat(Enumerable.Repeat("a{i}", length / 2));
        var text = "block inner {\n    out = in -> linear(4) as " + new string('q', 200) + "\n}\nblock deep {\n    out = in -> inner as b\n}\nnet N {\n    input x : 4\n    "
            + string.Format(CultureInfo.InvariantCulture, line, name, numbers) + "\n}\n";

        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var problems = SpecCompiler.Compile(text).Problems.Where(problem => problem.IsError).ToList();
        Assert.Equal(code, Assert.Single(problems).Code);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, 400_000_000);
    }

    [Fact]
    public void A_sum_and_a_chain_may_be_long()
    {
        Assert.NotNull(Parsed.Statement("y = x" + Times(" + x", 10_000)));
        Assert.NotNull(Parsed.Statement("y = x" + Times(" -> f", 10_000)));
        Assert.NotNull(Parsed.Statement("y = concat(x" + Times(", x", 10_000) + ")"));
    }

    /// <summary>The compiler's threads may have little stack, and what nests to the limit must fit it with room to spare.</summary>
    [Fact]
    public void The_deepest_line_needs_little_stack()
    {
        const int Stack = 256 * 1024;
        string[] lines =
        [
            $"y = x -> {Times("repeat 2 (", 14)}f({Times("(", 3)}1{Times(")", 3)}){Times(")", 14)}",
            $"y = {Times("concat(", 16)}x -> {Times("(", 16)}relu{Times(")", 16)}{Times(")", 16)}",
            $"y = x -> f({Times("(", 31)}1{Times("*2^-3+4)", 31)})",
        ];
        var problems = -1;
        var thread = new Thread(() => problems = lines.Sum(line => SpecParser.Parse($"net N {{\n{line}\n}}").Problems.Count), Stack);
        thread.Start();
        thread.Join();

        Assert.Equal(0, problems);
    }

    /// <summary>
    /// Texts on which a grammar that tries alternatives one after another takes exponential time, or a splitter quadratic. What
    /// they allocate tells how often something was parsed, whatever else the machine is doing.
    /// </summary>
    [Theory]
    [InlineData("f((((((((((((((((((((((((((((((((", "")]
    [InlineData("f(((((((((((((((((((((((((((((((", ")")]
    [InlineData("((((((((((((((((((((((((((((((((", "relu -> ")]
    [InlineData("repeat 2 repeat 2 repeat 2 repeat 2 repeat 2 repeat 2 repeat 2 repeat 2 repeat 2 repeat 2 ", "3")]
    [InlineData("repeat i in 1..2 (repeat i in 1..2 (repeat i in 1..2 (repeat i in 1..2 (repeat i in 1..2 (", "f(1 -> ")]
    [InlineData("(f(3x3) -> (f(3x3) -> (f(3x3) -> (f(3x3) -> (f(3x3) -> (f(3x3) -> (f(3x3) -> (f(3x3) -> ", "?")]
    [InlineData("f((1,(2,(3,(4,(5,(6,(7,(8,(9,(10,(11,(12,(13,(14,(15,(16,(17,(18,(19,(20,(21,(22", "")]
    [InlineData("f(((1+2)x((1+2)x((1+2)x((1+2)x((1+2)x((1+2)x((1+2)x((1+2)x((1+2)x((1+2)x(", "")]
    [InlineData("f as {1+{2+{3+{", "")]
    public void Adversarial_lines_are_read_so_often(string open, string close)
    {
        var text = $"net N {{\n    y = x -> {open}{close}\n    z = concat(x, {open}{close}\n}}";

        Assert.InRange(AllocatedBy(text), 0, MostReadings * 250_000L);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData("{}")]
    [InlineData("{ ")]
    [InlineData("a{")]
    [InlineData("net N {")]
    [InlineData("net N {\n")]
    [InlineData("block b(\n")]
    [InlineData("->\n")]
    [InlineData("x = y -> f as l.{\n")]
    [InlineData("//")]
    [InlineData("/")]
    [InlineData("\n")]
    [InlineData("\r")]
    [InlineData("a b\n")]
    [InlineData("nett N\n")]
    [InlineData("neurons {\n")]
    [InlineData("(")]
    [InlineData("1^")]
    public void Adversarial_files_take_linear_time(string piece)
    {
        var small = string.Concat(Enumerable.Repeat(piece, 20_000 / piece.Length));
        var large = string.Concat(Enumerable.Repeat(piece, 200_000 / piece.Length));

        // Ten times the text may cost ten times the memory, not a hundred times.
        Assert.InRange(AllocatedBy(large), 0, (25 * AllocatedBy(small)) + 1_000_000);
    }

    [Fact]
    public void A_typical_file_is_parsed_in_little_time_and_memory()
    {
        var text = System.IO.File.ReadAllText(System.IO.Path.Combine(Binding.Corpus.Folder, "nets", "resnet_basic.netspec"));

        Assert.InRange(AllocatedBy(text), 0, 1_000 * text.Length);
    }

    [Fact]
    public void A_cancelled_token_stops_the_parser()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.Throws<OperationCanceledException>(() => SpecParser.Parse("net N {\n}", source.Token));
    }

    private static string Times(string piece, int count) => new StringBuilder().Insert(0, piece, count).ToString();

    private static long AllocatedBy(string text)
    {
        Assert.Null(SyntaxNodes.FindMisplaced(SpecParser.Parse(text).Spec, text));
        return Allocations.Of(() => SpecParser.Parse(text), runs: 2);
    }
}
