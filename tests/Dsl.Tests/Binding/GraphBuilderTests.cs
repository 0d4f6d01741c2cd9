using System;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Printing;
using Xunit;

namespace NetSpec.Dsl.Tests.Binding;

/// <summary>Nets built without a spec: those of the binder, and words for what does not fit.</summary>
public sealed class GraphBuilderTests
{
    private static readonly Conv2D Conv = new(8, new Extent(3, 3), new Extent(1, 1), Padding.All(1), new Extent(1, 1), 1, true);

    [Fact]
    public void A_built_net_is_the_one_that_a_spec_says()
    {
        const string Text = """
            namespace Demo
            net Small {
                input x : 3x8x8
                input side : 10
                a = x -> conv(8, 3x3, pad=1, bias=true) as conv -> relu as act
                b = a -> flatten as flat -> linear(10) as fc
                c = side -> linear(10) as first -> linear(10) as second with first
                output y = b -> bn as norm
                output z = c -> relu as last
            }
            """;
        var builder = new GraphBuilder("Small").In("Demo");
        var (x, side) = (builder.Input("x", 3, 8, 8), builder.Input("side", 10));
        var a = builder.Add("act", new Relu(), builder.Add("conv", Conv, x));
        var b = builder.Add("fc", new Linear(10, true), builder.Add("flat", new Flatten(), a));
        var first = builder.Add("first", new Linear(10, true), side);
        var second = builder.AddWith("second", first, new Linear(10, true), first);
        var net = builder.Output("y", builder.Add("norm", new BatchNorm(1e-5), b)).Output("z", builder.Add("last", new Relu(), second)).Build();

        NetVerifier.Verify(net);
        Assert.Equal(RoundTripTests.Comparable(Spec.Net(Text)), RoundTripTests.Comparable(net));
    }

    [Fact]
    public void What_an_op_does_not_take_is_told_with_the_names_of_the_operands()
    {
        var builder = new GraphBuilder("Wrong");
        var (x, v) = (builder.Input("x", 3, 8, 8), builder.Input("v", 10));

        var message = builder.Problem(new Add(), x, v);

        Assert.Equal("'v' is 10, but 'x' is 3x8x8; a sum takes operands of one shape", message);
        Assert.Null(builder.Problem(Conv, x));
        Assert.StartsWith($"'sum': {message}", Assert.Throws<ArgumentException>(() => builder.Add("sum", new Add(), x, v)).Message, StringComparison.Ordinal);
        Assert.Equal("there is no node 7, but 2 from 0 on", builder.Problem(new Relu(), 7));
        Assert.NotNull(builder.Problem(new Linear(4, true), x));
    }

    [Fact]
    public void Names_shapes_shared_parameters_and_outputs_are_looked_at()
    {
        var builder = new GraphBuilder("Wrong");
        var x = builder.Input("x", 10);
        var fc = builder.Add("fc", new Linear(4, true), x);

        Assert.Contains("two nodes are called 'fc'", Assert.Throws<ArgumentException>(() => builder.Add("fc", new Relu(), x)).Message, StringComparison.Ordinal);
        Assert.Contains("a shape is features", Assert.Throws<ArgumentException>(() => builder.Input("y", 3, 4, 5, 6)).Message, StringComparison.Ordinal);
        Assert.Contains("only equal parameters can be shared", Assert.Throws<ArgumentException>(() => builder.AddWith("twin", fc, new Linear(5, true), x)).Message, StringComparison.Ordinal);
        Assert.Contains("there is no node 2, but 2 from 0 on", Assert.Throws<ArgumentException>(() => builder.Output("y", 2)).Message, StringComparison.Ordinal);
        Assert.Contains("no output", Assert.Throws<InvalidOperationException>(builder.Build).Message, StringComparison.Ordinal);
        Assert.Equal(["fc.weight", "fc.bias"], builder.Output("y", fc).Build().Parameters.Select(parameter => parameter.Name));
    }

    [Theory]
    [InlineData("9x")]
    [InlineData("a-b")]
    [InlineData("repeat")]
    [InlineData("Forward")]
    [InlineData("var")]
    [InlineData("")]
    public void A_net_is_called_as_one_of_a_spec_could_be(string name) =>
        Assert.Contains($"'{name}'", Assert.Throws<ArgumentException>(() => new GraphBuilder(name)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("in", "fed to a block")]
    [InlineData("threads", "argument 'threads' of its own")]
    [InlineData("emit", "word of the language")]
    [InlineData("a.b", "no name")]
    [InlineData("X", "one member of the emitted class")]
    [InlineData("x", "called 'x'")]
    [InlineData("wrong", "which is its own name")]
    public void Ends_are_called_as_those_of_a_spec_could_be(string name, string message)
    {
        var builder = new GraphBuilder("WrongSize");
        var x = builder.Input("x", 4);

        Assert.Contains(message, Assert.Throws<ArgumentException>(() => builder.Output(name, x)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/layer1/conv")]
    [InlineData("a..b")]
    [InlineData("")]
    public void Nodes_are_called_as_those_of_a_spec_could_be(string name)
    {
        var builder = new GraphBuilder("Wrong");
        var x = builder.Input("x", 4);

        Assert.Contains("words of letters, digits and '_'", Assert.Throws<ArgumentException>(() => builder.Add(name, new Relu(), x)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Passes_are_those_of_an_emit_line()
    {
        var builder = new GraphBuilder("Passing").Emitting("pathnorm", "forward", "forward");
        var y = builder.Add(new Relu(), builder.Input("x", 4));

        Assert.Equal(["forward", "pathnorm"], builder.Output("y", y).Build().Passes);
        Assert.Contains(
            "no pass is called 'Forward'; there are forward, direct, decoder, gpu, gpu_half, lifting, pathnorm, phicost",
            Assert.Throws<ArgumentException>(() => builder.Emitting("forward", "Forward")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Too_many_parameters_are_told_with_the_tensor()
    {
        var builder = new GraphBuilder("Huge");
        var x = builder.Input("x", 100_000);

        Assert.Contains("with 'fc.weight' (100000x100000) the net has more than", Assert.Throws<ArgumentException>(() => builder.Add("fc", new Linear(100_000, false), x)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_net_of_several_ends_is_printed_as_a_person_would_write_it()
    {
        var builder = new GraphBuilder("Residual").In("Models");
        var image = builder.Input("image", 8, 32, 32);
        var conv = builder.Add("body.conv", Conv, image);
        var sum = builder.Add(new Add(), conv, image);
        var mean = builder.Add(new AdaptiveAvgPool2D(1, 1), builder.Add(new Relu(), sum));
        var scores = builder.Add("head", new Linear(10, HasBias: true), builder.Add(new Flatten(), mean));
        var twice = builder.AddWith("again", scores, new Linear(10, HasBias: true), builder.Add(new Flatten(), mean));
        var net = builder.Output("features", sum).Output("scores", scores).Output("twice", twice).Output("same", image).Build();

        const string Text = """
            namespace Models

            net Residual {
                input image : 8x32x32
                body = image -> conv(8, 3x3, pad=1)
                output features = body + image
                avgpool : 8x1x1 = features -> relu -> avgpool(global)
                output scores : 10 = avgpool -> flatten -> linear(10) as head
                output twice : 10 = avgpool -> flatten -> linear(10) with head
                output same = image -> id
                emit forward
            }

            """;
        Assert.Equal(Text, NetPrinter.Print(net, keepsNames: false), ignoreLineEndingDifferences: true);
        Assert.Equal(net with { Statements = default, Nodes = default }, Spec.Net(Text) with { Statements = default, Nodes = default });
        Assert.Equal(["again", "same.id"], [net.Nodes[twice].Name, net.Nodes[^1].Name]);
        Assert.Equal(["head.weight", "head.bias"], builder.ParametersOf(twice).Select(parameter => parameter.Name));
    }
}
