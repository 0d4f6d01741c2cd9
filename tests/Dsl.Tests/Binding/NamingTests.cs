using System.Linq;
using NetSpec.Dsl.Graph;
using Xunit;

namespace NetSpec.Dsl.Tests.Binding;

public sealed class NamingTests
{
    [Fact]
    public void As_names_the_parameters_of_a_layer()
    {
        var net = Spec.Body("3x8x8", "output y = x -> conv(4, 3x3, bias=true) as conv1 -> bn as bn1");

        Assert.Equal(
            ["conv1.weight", "conv1.bias", "bn1.weight", "bn1.bias", "bn1.running_mean", "bn1.running_var"],
            Parameters(net));
        Assert.Equal(["x", "conv1", "bn1"], Nodes(net));
    }

    [Fact]
    public void Without_as_the_binding_and_the_keyword_name_a_layer()
    {
        var net = Spec.Body("3x8x8", "stem = x -> conv(4, 3x3) -> relu -> conv(4, 3x3) -> relu\n output y = stem -> conv(2, 1x1)");

        Assert.Equal(["x", "stem.conv", "stem.relu", "stem.conv2", "stem.relu2", "y.conv"], Nodes(net));
    }

    [Fact]
    public void Sums_and_concatenations_can_be_named()
    {
        var net = Spec.Body("4", "a = add(x, x) as body.sum -> relu\n output y = concat(a, x + x) as joint");

        Assert.Equal(["x", "body.sum", "a.relu", "y.add", "joint"], Nodes(net));
    }

    [Fact]
    public void A_layer_that_shares_parameters_can_have_a_name_of_its_own()
    {
        var net = Spec.Body("4", "a = x -> linear(4) as fc -> (linear(4) as in) as body\n output y = a -> linear(4) as twin.0 with fc -> (linear(4) as in -> relu) as last with body");

        Assert.Equal(["x", "fc", "body.in", "twin.0", "last.in", "last.relu"], Nodes(net));
        Assert.Equal(["fc.weight", "fc.bias", "body.in.weight", "body.in.bias"], Parameters(net));
    }

    [Fact]
    public void Naming_one_layer_renames_no_other()
    {
        var net = Spec.Body("8", "output y = x -> linear(8) as first -> linear(8)");

        Assert.Equal(["x", "first", "y.linear2"], Nodes(net));
    }

    [Fact]
    public void Appending_a_stage_renames_nothing()
    {
        var before = Spec.Body("8", "output y = x -> linear(8) -> relu -> linear(8)");
        var after = Spec.Body("8", "output y = x -> linear(8) -> relu -> linear(8) -> relu -> linear(3)");

        Assert.Equal(Nodes(before), Nodes(after).Take(before.Nodes.Count));
    }

    [Fact]
    public void A_block_used_as_a_name_prefixes_what_is_inside()
    {
        var net = Spec.Net("""
            block basic(c) {
                main = in -> conv(c, 3x3, pad=1) as conv1 -> bn as bn1 -> relu
                out = main + in -> relu
            }
            net N {
                input x : 4x8x8
                output y = x -> basic(4) as layer1.0
            }
            """);

        Assert.Equal(["x", "layer1.0.conv1", "layer1.0.bn1", "layer1.0.main.relu", "layer1.0.out.add", "layer1.0.out.relu"], Nodes(net));
        Assert.Equal("layer1.0.conv1.weight", net.Parameters[0].Name);
    }

    [Fact]
    public void A_block_without_as_adds_its_own_name()
    {
        var net = Spec.Net("""
            block unit { out = in -> linear(4) as fc -> relu }
            net N {
                input x : 4
                s = x -> unit -> unit
                output y = s -> repeat 2 unit
            }
            """.Replace("{ out = in -> linear(4) as fc -> relu }", "{\n    out = in -> linear(4) as fc -> relu\n}", System.StringComparison.Ordinal));

        Assert.Equal(
            ["s.unit.fc.weight", "s.unit.fc.bias", "s.unit2.fc.weight", "s.unit2.fc.bias", "y.unit.fc.weight", "y.unit.fc.bias", "y.unit2.fc.weight", "y.unit2.fc.bias"],
            Parameters(net));
    }

    [Fact]
    public void A_named_group_takes_the_place_of_the_binding()
    {
        var net = Spec.Body("4", "output y = x -> (linear(4) -> relu -> linear(4) as last) as head -> (relu -> relu)");

        Assert.Equal(["x", "head.linear", "head.relu", "head.last", "y.relu", "y.relu2"], Nodes(net));
    }

    [Fact]
    public void A_repeat_numbers_its_prefix()
    {
        var net = Spec.Body("4", "output y = x -> repeat i in 1..3 linear(4) as layer.{i}");

        Assert.Equal(["x", "layer.1", "layer.2", "layer.3"], Nodes(net));
    }

    [Fact]
    public void A_name_may_hold_any_expression()
    {
        var net = Spec.Body("4", "output y = x -> repeat i in 1..2 linear(4) as layer{i*10}.fc");

        Assert.Equal(["x", "layer10.fc", "layer20.fc"], Nodes(net));
    }

    [Fact]
    public void A_repeat_without_a_number_in_the_name_numbers_like_any_repetition()
    {
        var net = Spec.Body("4", "output y = x -> repeat 2 (repeat 2 linear(4) as fc) -> repeat 2 (linear(4) -> relu) as g");

        Assert.Equal(["x", "fc", "fc2", "fc3", "fc4", "g.linear", "g.relu", "g2.linear", "g2.relu"], Nodes(net));
    }

    [Fact]
    public void Parameters_stand_in_the_order_of_first_use_without_gaps()
    {
        var net = Spec.Body("4", "a = x -> linear(3) as z\n output y = a -> linear(2) as a");

        Assert.Equal(["z.weight", "z.bias", "a.weight", "a.bias"], Parameters(net));
        Assert.Equal([0L, 12L, 15L, 21L], net.Parameters.Select(p => p.Offset));
        Assert.Equal(23, net.StoreSize);
    }

    [Fact]
    public void With_reuses_the_parameters_of_a_layer()
    {
        var net = Spec.Body("4", "a = x -> linear(4) as fc -> relu\n output y = a -> linear(4) with fc");

        Assert.Equal(["fc.weight", "fc.bias"], Parameters(net));
        Assert.Equal(net.Nodes[1].Parameters, net.Nodes[3].Parameters);
        Assert.Equal(["x", "fc", "a.relu", "y.linear"], Nodes(net));
    }

    [Fact]
    public void With_reuses_the_parameters_of_a_block()
    {
        var net = Spec.Net("""
            block unit(c) {
                main = in -> linear(c) as fc1 -> relu -> linear(c)
                out = in + main
            }
            net N {
                input x : 4
                a = x -> unit(4) as u
                output y = a -> unit(4) with u
            }
            """);

        Assert.Equal(["u.fc1.weight", "u.fc1.bias", "u.main.linear2.weight", "u.main.linear2.bias"], Parameters(net));
        Assert.Equal(["x", "u.fc1", "u.main.relu", "u.main.linear2", "u.out.add", "y.unit.fc1", "y.unit.main.relu", "y.unit.main.linear2", "y.unit.out.add"], Nodes(net));
    }

    [Fact]
    public void With_reuses_the_parameters_of_a_group()
    {
        var net = Spec.Body("4", "a = x -> (linear(4) -> relu) as g\n output y = a -> (linear(4) -> relu) with g");

        Assert.Equal(["g.linear.weight", "g.linear.bias"], Parameters(net));
    }

    [Fact]
    public void Statements_are_those_of_the_net_that_made_nodes()
    {
        var net = Spec.Net("""
            block unit {
                out = in -> linear(4)   -> relu // inside
            }
            net N {
                input x : 4
                a = x -> unit // twice
                  -> unit
                emit forward
                output y = a   -> relu
            }
            """);

        Assert.Equal(["input x : 4", "a = x -> unit -> unit", "output y = a -> relu"], net.Statements);
        Assert.Equal([0, 1, 1, 1, 1, 2], net.Nodes.Select(n => n.Statement.Index));
    }

    [Fact]
    public void A_node_knows_its_stage_in_its_statement()
    {
        var net = Spec.Net("""
            block unit {
                out = in -> linear(4) -> relu
            }
            block pair {
                out = in -> unit -> unit
            }
            net N {
                input x : 4
                a = x   -> pair // as long as it takes
                  -> repeat 2 (linear(4)   -> relu)

                  // and on
                  -> unit
                output y = (a -> relu) + a
            }
            """);

        Assert.Equal(
            ["x", .. Enumerable.Repeat("pair", 4), "linear(4)", "relu)", "linear(4)", "relu)", "unit", "unit", "relu)", "(a"],
            net.Nodes.Select(n => net.Statements[n.Statement.Index][n.Statement.Start..].Split(' ')[0]));
    }

    private static string[] Nodes(Net net) => [.. net.Nodes.Select(n => n.Name)];

    private static string[] Parameters(Net net) => [.. net.Parameters.Select(p => p.Name)];
}
