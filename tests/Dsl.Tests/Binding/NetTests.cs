using System;
using System.Globalization;
using System.Linq;
using System.Threading;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Printing;
using NetSpec.Dsl.Problems;
using Xunit;

namespace NetSpec.Dsl.Tests.Binding;

public sealed class NetTests
{
    [Fact]
    public void A_net_with_several_inputs_and_outputs()
    {
        var net = Spec.Net("""
            namespace A.B
            net N(width=8) {
                input a : 4
                input b : width
                layout batch_last
                joined = concat(a, b) -> linear(6)
                output first = joined -> relu
                output joined
                output second : 6 = joined
                emit forward
            }
            """);

        Assert.Equal("A.B.N", net.FullName);
        Assert.Equal([new NetArgument("width", 8)], net.Arguments);
        Assert.Equal(BatchLayout.BatchLast, net.Layout);
        Assert.Equal(["a", "b"], net.Inputs.Select(i => net.Nodes[i].Name));
        Assert.Equal([new("first", 4), new("joined", 3), new("second", 3)], net.Outputs);
        Assert.Equal(["forward"], net.Passes);
    }

    [Fact]
    public void Without_emit_a_net_has_the_forward_pass_and_without_layout_the_batch_comes_first()
    {
        var net = Spec.Body("4", "output y = x -> relu");

        Assert.Equal(["forward"], net.Passes);
        Assert.Equal(BatchLayout.BatchFirst, net.Layout);
    }

    [Theory]
    [InlineData("pathnorm", "forward pathnorm")]
    [InlineData("phicost, pathnorm", "forward pathnorm phicost")]
    [InlineData("gpu", "forward gpu")]
    [InlineData("forward", "forward")]
    [InlineData("forward, pathnorm", "forward pathnorm")]
    [InlineData("pathnorm only", "pathnorm")]
    [InlineData("pathnorm, phicost only", "pathnorm phicost")]
    [InlineData("forward only", "forward")]
    [InlineData("pathnorm, forward only", "forward pathnorm")]
    public void An_emit_line_adds_to_the_forward_pass_unless_it_says_only(string line, string passes)
    {
        var net = Spec.Body("4", $"output y = x -> relu\n emit {line}");

        Assert.Equal(passes.Split(' '), net.Passes);
        Assert.Equal(net.Passes, Spec.Net(NetPrinter.Print(net)).Passes);
    }

    [Fact]
    public void Only_is_a_name_elsewhere()
    {
        var net = Spec.Body("4", "only = x -> relu\n output y = only -> relu");

        Assert.Equal(3, net.Nodes.Count);
    }

    [Theory]
    [InlineData("512x1x1", "512")]
    [InlineData("512", "512")]
    public void A_map_of_one_position_is_a_vector_where_it_is_stated_as_one(string shape, string expected)
    {
        var net = Spec.Body(shape, "output y : 512 = x");

        Assert.Equal(expected, net.Nodes[net.Outputs[0].Node].Shape.ToString());
    }

    [Theory]
    [InlineData("a + b", "6", "6x1x1", "6")]
    [InlineData("b + a", "6", "6x1x1", "6")]
    [InlineData("a + b", "6x1x1", "6x1x1", "6x1x1")]
    [InlineData("concat(a, b)", "6x1x1", "3", "9")]
    [InlineData("concat(a, b)", "6", "3x1x1", "9")]
    [InlineData("concat(a, b)", "6x1x1", "3x1x1", "9x1x1")]
    public void A_vector_among_operands_makes_maps_of_one_position_vectors(string value, string a, string b, string expected)
    {
        var net = Spec.Net($"net N {{\n input a : {a}\n input b : {b}\n output y = {value}\n}}");

        Assert.Equal(expected, net.Nodes[net.Outputs[0].Node].Shape.ToString());
    }

    [Fact]
    public void Passes_are_sorted()
    {
        var result = SpecCompiler.Compile("net N {\n input x : 4\n output y = x -> relu\n emit phicost, gpu_half, forward, gpu\n}");

        Assert.Equal(["forward", "gpu", "gpu_half", "phicost"], Assert.Single(result.Nets).Passes);
        Assert.Empty(result.Problems);
    }

    [Fact]
    public void An_output_that_names_an_input_gets_an_identity()
    {
        var net = Spec.Body("4", "output y = x\n output z = x -> relu");

        Assert.Equal(new Identity(), net.Nodes[net.Outputs[0].Node].Op);
        Assert.Equal("y.id", net.Nodes[net.Outputs[0].Node].Name);
    }

    [Fact]
    public void A_sum_of_many_terms_is_one_node()
    {
        var net = Spec.Body("4", "a = x -> relu\n output y = x + a + x -> relu\n output z = add(x, a)");

        Assert.Equal([0, 1, 0], net.Nodes[2].Inputs);
        Assert.Equal(new Add(), net.Nodes[4].Op);
    }

    [Fact]
    public void A_map_of_one_position_is_a_vector_to_linear_and_ks()
    {
        var net = Spec.Body("4x8x8", "output y = x -> avgpool(global) -> linear(6) -> ks(1, 5, 6, 1)");

        Assert.Equal(Shape.Vector(5), net.Nodes[3].Shape);
    }

    [Fact]
    public void A_repeat_may_be_empty()
    {
        var net = Spec.Net("net N(n=0) {\n input x : 4\n output y = x -> repeat n linear(4) -> repeat i in 1..n linear(4) -> relu\n}");

        Assert.Equal(["x", "y.relu"], net.Nodes.Select(n => n.Name));
    }

    [Fact]
    public void A_repeat_variable_counts_both_ends()
    {
        var net = Spec.Body("1024", "output y = x -> repeat l in 1..10 ks(2^(l-1), 2, 2, 2^(10-l))");

        Assert.Equal(new Kronecker(new KsPattern(1, 2, 2, 512)), net.Nodes[1].Op);
        Assert.Equal(new Kronecker(new KsPattern(512, 2, 2, 1)), net.Nodes[10].Op);
    }

    [Fact]
    public void A_net_with_errors_leaves_its_shell_and_the_other_nets()
    {
        var result = SpecCompiler.Compile("""
            namespace A
            net Bad {
                input image : 4x8x8
                input other : 3
                output y = image -> linear(4)
                output z = other -> relu
            }
            net Good {
                input x : 4
                output y = x -> relu
            }
            """);

        Assert.Equal("A.Good", Assert.Single(result.Nets).FullName);
        Assert.Equal(
            new NetShell("A", "Bad", EquatableArray.Of("image", "other"), EquatableArray.Of("y", "z")) { Parameters = EquatableArray.Of("y.linear.weight", "y.linear.bias") },
            Assert.Single(result.Shells));
    }

    [Fact]
    public void A_shell_knows_what_the_lines_tell_whatever_is_wrong_with_them()
    {
        var shell = Assert.Single(SpecCompiler.Compile("""
            block unit(c) {
                out = in -> conv(c, 3x3, pad=1) as conv -> bn as norm
            }
            neurons cell {
                input a, b
                h : relu = a, b, c + bias
                output y = h*1
            }
            net Bad {
                input image : (3, 8, 8)
                input x : 4
                h = image -> repeat i in 0..1 unit(8) as body.{i} -> avgpool(global)
                j = x -> linear(2) as fc -> cell as cell
                k = x -> linear(3) with fc
                l = x -> ks(2, 3, 3, 1) as wrong -> linear(2, bias=false) as behind
                output y : = h + j
                output z = l
                emit gpu pathnorm
            }
            """).Shells);

        Assert.Equal(["image", "x"], shell.Inputs);
        Assert.Equal(["y", "z"], shell.Outputs);
        Assert.Equal(
            [
                "body.0.conv.weight", "body.0.norm.weight", "body.0.norm.bias", "body.0.norm.running_mean", "body.0.norm.running_var",
                "body.1.conv.weight", "body.1.norm.weight", "body.1.norm.bias", "body.1.norm.running_mean", "body.1.norm.running_var",
                "fc.weight", "fc.bias", "cell.h.weight", "cell.h.bias", "wrong.weight", "behind.weight",
            ],
            shell.Parameters);
        Assert.Equal(["decoder", "forward", "gpu", "gpu_half", "lifting", "pathnorm", "phicost"], shell.Passes);
    }

    [Fact]
    public void A_broken_block_spoils_the_nets_that_use_it_and_no_other()
    {
        var result = SpecCompiler.Compile("""
            block broken {
                out = in -> rellu
            }
            block wrapper {
                out = in -> broken
            }
            net Uses {
                input x : 4
                output y = x -> wrapper
            }
            net Free {
                input x : 4
                output y = x -> relu
            }
            """);

        Assert.Equal("Uses", Assert.Single(result.Shells).Name);
        Assert.Equal("Free", Assert.Single(result.Nets).Name);
        Assert.Equal("no op or block is called 'rellu'; did you mean 'relu'?", Assert.Single(result.Problems).Message);
    }

    [Fact]
    public void An_unknown_value_silences_what_depends_on_it()
    {
        var problem = Spec.Problem("""
            net N {
                input x : 4x8x8
                a = nothing -> linear(3)
                b = a + x -> conv(3, 3x3) -> linear(5)
                output y = concat(b, x)
            }
            """);

        Assert.Equal(ProblemCode.UnknownName, problem.Code);
    }

    [Fact]
    public void A_line_that_cannot_be_read_silences_the_names_it_may_have_defined()
    {
        var result = SpecCompiler.Compile("""
            net N {
                input x : 4
                hidden = x -> -> linear(3)
                output y = hidden -> relu
            }
            """);

        Assert.Equal(1000, (int)Assert.Single(result.Problems).Code / 1000 * 1000);
        Assert.Equal("N", Assert.Single(result.Shells).Name);
    }

    [Fact]
    public void The_same_problem_of_a_block_is_reported_once_with_its_first_use()
    {
        var result = SpecCompiler.Compile("""
            block narrow(c) {
                out = in -> conv(c, 9x9)
            }
            net N {
                input x : 4x8x8
                a = x -> narrow(4)
                output y = concat(a, x -> narrow(5))
            }
            """);

        Assert.EndsWith("(in narrow(c=4))", Assert.Single(result.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Comments_and_blank_lines_leave_the_net_equal()
    {
        const string Text = "net N {\n    input x : 4\n    output y = x -> linear(3)\n}\n";

        var plain = SpecCompiler.Compile(Text);
        var moved = SpecCompiler.Compile("// a comment\n\n" + Text.Replace("\n", "   // more\n", StringComparison.Ordinal));

        Assert.Equal(plain.Nets, moved.Nets);
        Assert.Equal(plain.Nets.GetHashCode(), moved.Nets.GetHashCode());
        Assert.Equal(plain with { Places = moved.Places }, moved);
    }

    [Fact]
    public void The_culture_of_the_machine_changes_nothing()
    {
        const string Text = "net N {\n    input x : 40\n    output y = x -> bn(eps=1e-3) -> dropout(0.5) -> repeat i in 0..1 linear(1000) as l{i} -> linear(-1)\n}\n";
        var expected = SpecCompiler.Compile(Text);
        var culture = CultureInfo.CurrentCulture;
        var hostile = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        hostile.NumberFormat.NegativeSign = "~";
        hostile.NumberFormat.NumberDecimalSeparator = ",";
        try
        {
            CultureInfo.CurrentCulture = hostile;
            Assert.Equal(expected, SpecCompiler.Compile(Text));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void Work_can_be_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => SpecCompiler.Compile("net N {\n input x : 4\n output y = x -> relu\n}", cancelled.Token));
    }

    [Theory]
    [InlineData("", "", "")]
    [InlineData(" ", "", "")]
    [InlineData("    ", "  ", "")]
    [InlineData("", "    ", "  ")]
    public void Indentation_means_nothing_where_braces_match(string body, string inner, string outer)
    {
        var net = Spec.Net($"net N {{\n{body}neurons {{\n{body}input x\n{body}output y = x\n{inner}}}\n{outer}}}\n");

        Assert.Equal(2, net.Nodes.Count);
    }
}
