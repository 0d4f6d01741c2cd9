using System;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
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
        Assert.Contains("a shape is features", Assert.Throws<ArgumentException>(() => builder.Input("y", 3, 4)).Message, StringComparison.Ordinal);
        Assert.Contains("they are not equal", Assert.Throws<ArgumentException>(() => builder.AddWith("twin", fc, new Linear(5, true), x)).Message, StringComparison.Ordinal);
        Assert.Contains("there are 2", Assert.Throws<ArgumentException>(() => builder.Output("y", 2)).Message, StringComparison.Ordinal);
        Assert.Contains("no output", Assert.Throws<InvalidOperationException>(builder.Build).Message, StringComparison.Ordinal);
        Assert.Equal(["fc.weight", "fc.bias"], builder.Output("y", fc).Build().Parameters.Select(parameter => parameter.Name));
    }
}
