using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using Xunit;

namespace NetSpec.Dsl.Tests.Binding;

/// <summary>Lines that name the parts of a value.</summary>
public sealed class SplitTests
{
    [Fact]
    public void Parts_are_slices_that_are_numbered_under_the_name_of_the_split()
    {
        var net = Spec.Body("12x4x4", "a, b, c = x -> relu -> split(2, 4, 6) as cut\n d, e = c -> split\n output y = concat(e, d, b, a)");

        Assert.Equal(
            [("cut.0", new Slice(0, 2)), ("cut.1", new Slice(2, 4)), ("cut.2", new Slice(6, 6)), ("d.split.0", new Slice(0, 3)), ("d.split.1", new Slice(3, 3))],
            net.Nodes.Where(node => node.Op is Slice).Select(node => (node.Name, (Slice)node.Op)));
        Assert.Equal(Shape.Map(12, 4, 4), net.Nodes[net.Outputs[0].Node].Shape);
    }

    [Fact]
    public void The_parts_of_a_vector_are_vectors() =>
        Assert.All(Spec.Body("6", "a, b = x -> split\n output y = a + b").Nodes.Where(node => node.Op is Slice), node => Assert.Equal(Shape.Vector(3), node.Shape));

    [Fact]
    public void Sizes_may_be_given_by_the_names_of_the_parts()
    {
        var net = Spec.Body("8x2x2", "near, far = x -> split(far=5, near=3)\n output y = concat(far, near)");

        Assert.Equal([new Slice(0, 3), new Slice(3, 5)], net.Nodes.Select(node => node.Op).OfType<Slice>());
    }
}
