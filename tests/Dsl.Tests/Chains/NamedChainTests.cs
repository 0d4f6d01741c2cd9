using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Tests.Binding;
using Xunit;

namespace NetSpec.Dsl.Tests.Chains;

public sealed class NamedChainTests
{
    /// <summary>Chains with the factors that the thesis lists for them (Table 5.1), which are applied last to first.</summary>
    public static TheoryData<string, string, string> Chains => new()
    {
        { "20", "dense(12)", "(1,12,20,1)" },
        { "30", "lowrank(21, 5)", "(1,21,5,1) (1,5,30,1)" },
        { "30", "lowrank(r=5, out=21)", "(1,21,5,1) (1,5,30,1)" },
        { "2", "butterfly", "(1,2,2,1)" },
        { "16", "butterfly", "(1,2,2,8) (2,2,2,4) (4,2,2,2) (8,2,2,1)" },
        { "24", "butterfly(block=3)", "(1,6,6,4) (2,6,6,2) (4,6,6,1)" },
        { "24", "butterfly(12)", "(1,24,24,1)" },
        { "8", "kaleidoscope", "(1,2,2,4) (2,2,2,2) (4,2,2,1) (4,2,2,1) (2,2,2,2) (1,2,2,4)" },
        { "12", "kaleidoscope(block=3)", "(1,6,6,2) (2,6,6,1) (2,6,6,1) (1,6,6,2)" },
        { "36", "monarch(54, 3)", "(1,18,12,3) (3,12,12,1)" },
        { "54", "monarch(36, 3)", "(1,12,12,3) (3,12,18,1)" },
        { "12", "monarch(20, 4)", "(1,5,3,4) (4,3,3,1)" },
        { "36", "deformable((3, 4, 6, 2), (1, 7, 6, 4))", "(1,7,6,4) (3,4,6,2)" },
    };

    [Theory]
    [MemberData(nameof(Chains))]
    public void A_chain_is_the_factors_of_the_thesis_last_to_first(string width, string chain, string factors)
    {
        var net = Spec.Body(width, $"output y = x -> {chain}");

        Assert.Equal(factors, string.Join(" ", Patterns(net).Reverse().Select(p => $"({p.A},{p.B},{p.C},{p.D})")));
    }

    [Fact]
    public void A_dyadic_butterfly_is_named_factor_by_factor_in_the_order_of_the_data()
    {
        var net = Spec.Body("1024", "output y = x -> butterfly as mix -> bias");

        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"mix.{i}.weight").Append("y.bias.bias"), net.Parameters.Select(p => p.Name));
        Assert.Equal(Enumerable.Range(0, 10).Select(i => new KsPattern(1 << (9 - i), 2, 2, 1 << i)), Patterns(net));
    }

    [Fact]
    public void Without_as_the_binding_and_the_keyword_name_a_chain()
    {
        var net = Spec.Body("8", "a = x -> lowrank(8, 2) -> ks(1, 8, 8, 1) -> lowrank(8, 3)\n output y = a -> repeat 2 butterfly as mix");

        Assert.Equal(
            ["a.lowrank.0", "a.lowrank.1", "a.ks", "a.lowrank2.0", "a.lowrank2.1", "mix.0", "mix.1", "mix.2", "mix2.0", "mix2.1", "mix2.2"],
            net.Nodes.Skip(1).Select(n => n.Name));
    }

    [Fact]
    public void A_group_a_block_and_a_repeat_prefix_the_factors_of_a_chain()
    {
        var net = Spec.Net("""
            block mlp(n, r) {
                out = in -> lowrank(2*n, r) as up -> relu -> lowrank(n, r) as down
            }
            net N {
                input x : 8
                output y = x -> repeat i in 0..1 mlp(8, i + 1) as layer.{i} -> (butterfly -> relu) as head
            }
            """);

        Assert.Equal(
            ["layer.0.up.0.weight", "layer.0.up.1.weight", "layer.0.down.0.weight", "layer.0.down.1.weight",
             "layer.1.up.0.weight", "layer.1.up.1.weight", "layer.1.down.0.weight", "layer.1.down.1.weight",
             "head.butterfly.0.weight", "head.butterfly.1.weight", "head.butterfly.2.weight"],
            net.Parameters.Select(p => p.Name));
        Assert.Equal([1, 1, 1, 1, 2, 2, 2, 2], net.Parameters.Take(8).Select(p => p.Dims[1] is 1 or 2 ? p.Dims[1] : p.Dims[2]));
    }

    [Fact]
    public void Chains_share_their_weights_factor_by_factor()
    {
        var net = Spec.Body("12", "a = x -> monarch(12, 2) as mix -> relu\n output y = a -> monarch(12, 2) with mix -> ks(1, 6, 6, 2) with mix.1");

        Assert.Equal(["mix.0.weight", "mix.1.weight"], net.Parameters.Select(p => p.Name));
        Assert.Equal([0, 1, 0, 1, 1], net.Nodes.Where(n => n.Op is Kronecker).Select(n => n.Parameters[0]));
    }

    [Fact]
    public void A_chain_is_the_same_as_its_factors_written_out()
    {
        var chain = Spec.Body("36", "output y = x -> monarch(54, 3) as fc -> bias");
        var factors = Spec.Body("36", "output y = x -> (ks(3, 12, 12, 1) as 0 -> ks(1, 18, 12, 3) as 1) as fc -> bias");

        Assert.Equal(RoundTripTests.Comparable(factors), RoundTripTests.Comparable(chain));
    }

    [Fact]
    public void A_bias_may_have_the_name_of_the_chain_before_it()
    {
        var net = Spec.Body("12", "output y = x -> monarch(12, 2) as fc -> bias as fc");

        Assert.Equal(["fc.0.weight", "fc.1.weight", "fc.bias"], net.Parameters.Select(p => p.Name));
    }

    [Fact]
    public void A_map_of_one_position_is_a_vector_to_a_chain()
    {
        Assert.Equal(8, Spec.Stage("8x5x5", "avgpool(global) -> butterfly").Shape.Size);
    }

    private static KsPattern[] Patterns(Net net) => [.. net.Nodes.Select(n => n.Op).OfType<Kronecker>().Select(k => k.Pattern)];
}
