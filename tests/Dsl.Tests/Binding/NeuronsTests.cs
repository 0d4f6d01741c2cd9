using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Problems;
using Xunit;

namespace NetSpec.Dsl.Tests.Binding;

public sealed class NeuronsTests
{
    private const string Tiny = """
        net Tiny {
            neurons {
                input  x1, x2
                v : relu    = x1, x2 + bias
                w : pool(2) = x1, v, x2
                s : id      = v, w
                output y    = s, w, x1*1 + bias
            }
        }
        """;

    [Fact]
    public void A_net_of_neurons_has_one_vector_in_and_one_out()
    {
        var net = Spec.Net(Tiny);

        Assert.Equal(["x", "neurons"], net.Nodes.Select(n => n.Name));
        Assert.Equal([2, 1], net.Nodes.Select(n => n.Shape.Size));
        Assert.Equal(new NetOutput("y", 1), Assert.Single(net.Outputs));
        Assert.Equal(
            ["v.weight", "v.bias", "w.weight", "s.weight", "y.weight", "y.bias"],
            net.Parameters.Select(p => p.Name));
        Assert.Equal([2L, 1L, 3L, 2L, 2L, 1L], net.Parameters.Select(p => p.Size));
    }

    [Fact]
    public void Edges_keep_the_order_of_the_line_and_their_constants()
    {
        var neurons = (Neurons)Spec.Net(Tiny).Nodes[1].Op;

        Assert.Equal(
            new Neuron("w", Activation.KMaxPool, 2, EquatableArray.Of(new Edge(0, null), new Edge(2, null), new Edge(1, null)), false),
            neurons.Items[1]);
        Assert.Equal(
            new Neuron("y", Activation.Identity, 0, EquatableArray.Of(new Edge(4, null), new Edge(3, null), new Edge(0, 1.0)), true),
            neurons.Items[3]);
        Assert.Equal([3], neurons.Outputs);
    }

    [Theory]
    [InlineData("input a", "output b == a")]
    [InlineData("input a,, c", "output b = a")]
    [InlineData("input", "output")]
    [InlineData("input a", "b : relu == a")]
    public void A_block_that_lost_its_inputs_or_outputs_has_no_shape_and_its_readers_are_silent(string input, string output)
    {
        foreach (var stage in new[] { "depthwise(1x1)", "conv(2, 1x1, groups=2)", "convt(2, 1x1)", "linear(3)", "bn", "groupsort(2)", "flatten" })
        {
            var problems = SpecCompiler.Compile($"neurons lost {{\n    {input}\n    {output}\n}}\nnet N {{\n    input x : 4\n    output y = x -> lost -> {stage}\n}}\n").Problems;

            Assert.NotEmpty(problems);
            Assert.All(problems, problem => Assert.StartsWith("NSPEC1", ProblemCatalog.Find(problem.Code).Id));
        }
    }

    [Theory]
    [InlineData("x*-0.5", -0.5)]
    [InlineData("x*2", 2)]
    [InlineData("x*1e-3", 1e-3)]
    public void Frozen_weights(string edge, double expected)
    {
        var neurons = (Neurons)Spec.Net($"net N {{\n neurons {{\n input x\n output y = {edge}\n }}\n}}").Nodes[1].Op;

        Assert.Equal(expected, neurons.Items[0].Antecedents[0].Constant);
    }

    [Fact]
    public void Lines_may_stand_in_any_order_and_are_sorted_as_written_where_possible()
    {
        var neurons = (Neurons)Spec.Net("""
            net N {
                neurons {
                    output z = c
                    c : relu = b, x
                    input x
                    b : relu = x
                    a : relu = x
                    output y = a
                }
            }
            """).Nodes[1].Op;

        Assert.Equal(["b", "c", "z", "a", "y"], neurons.Items.Select(n => n.Name));
        Assert.Equal([2, 4], neurons.Outputs);
        Assert.Equal([1, 0], neurons.Items[1].Antecedents.Select(e => e.Source));
    }

    [Fact]
    public void Named_neurons_are_a_stage()
    {
        var net = Spec.Net("""
            neurons pair {
                input a, b
                m : pool(1) = a*1, b*1
                output c = m + bias
            }
            net N {
                input x : 2
                h = x -> pair
                output y = concat(h, x -> pair as second)
            }
            """);

        Assert.Equal(["h.pair.c.weight", "h.pair.c.bias", "second.c.weight", "second.c.bias"], net.Parameters.Select(p => p.Name));
    }

    [Fact]
    public void The_number_of_a_pool_may_be_a_parameter_of_the_net()
    {
        var neurons = (Neurons)Spec.Net("net N(k=2) {\n neurons {\n input a, b\n m : pool(k) = a, b\n output y = m\n }\n}").Nodes[1].Op;

        Assert.Equal(2, neurons.Items[0].K);
    }

    [Fact]
    public void A_neuron_with_nothing_but_a_bias_is_a_constant()
    {
        var neurons = (Neurons)Spec.Net("net N {\n neurons {\n input a\n c : relu = bias\n output y = a, c\n }\n}").Nodes[1].Op;

        Assert.Empty(neurons.Items[0].Antecedents);
        Assert.True(neurons.Items[0].HasBias);
    }

    [Fact]
    public void A_pool_without_its_number_is_the_maximum()
    {
        var neurons = (Neurons)Spec.Net("net N {\n neurons {\n input a, b\n m : pool = a, b\n output y = m\n }\n}").Nodes[1].Op;

        Assert.Equal((Activation.KMaxPool, 1), (neurons.Items[0].Activation, neurons.Items[0].K));
    }
}
