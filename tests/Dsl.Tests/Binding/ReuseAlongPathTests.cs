using System.Linq;
using NetSpec.Dsl.Graph;
using Xunit;

namespace NetSpec.Dsl.Tests.Binding;

public sealed class ReuseAlongPathTests
{
    [Fact]
    public void Each_later_use_on_a_path_is_found_with_the_nearest_before_it()
    {
        var net = Spec.Body("8", """
            a = x -> linear(8) as fc -> relu
            b = a -> linear(8) with fc -> relu
            c = x -> linear(8) with fc -> relu
            output y = b + c -> linear(8) with fc
            """);
        Assert.Equal(["b.linear < fc", "y.linear < c.linear"], Uses(net));
        Assert.Equal(["fc.weight"], Reused(net));
    }

    [Fact]
    public void Layers_side_by_side_and_shared_biases_are_none_of_it()
    {
        var net = Spec.Body("8", """
            a = x -> linear(8) as fc -> bias as b
            output left = a -> bias with b
            output right = x -> linear(8) with fc
            """);
        Assert.Empty(Uses(net));
        Assert.Empty(Reused(net));
    }

    [Fact]
    public void Factors_of_normalisations_are_weights()
    {
        var net = Spec.Body("8", """
            output y = x -> linear(8, bias=false) -> bn as n -> relu -> bn with n -> scale as s -> scale with s
            """);
        Assert.Equal(["n.weight", "s.weight"], Reused(net));
    }

    private static string[] Uses(Net net) => [.. ReuseAlongPath.Find(net).Select(reuse => $"{net.Nodes[reuse.Second].Name} < {net.Nodes[reuse.First].Name}")];

    private static string[] Reused(Net net) => [.. ReuseAlongPath.Parameters(net).Select(index => net.Parameters[index].Name)];
}
