using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Runtime.Weights;
using Xunit;

namespace NetSpec.Runtime.Tests.Weights;

public class ParameterLayoutTests
{
    private static readonly ParameterLayout Layout = new(
        new ParameterInfo("conv1.weight", ParameterRole.Weight, 64, 3, 7, 7),
        new ParameterInfo("bn1.weight", ParameterRole.Gamma, 64),
        new ParameterInfo("bn1.running_mean", ParameterRole.RunningMean, 64),
        new ParameterInfo("temperature", ParameterRole.Bias));

    [Fact]
    public void Tensors_lie_one_after_another()
    {
        Assert.Equal([0, 9408, 9472, 9536], Layout.Select(p => p.Offset));
        Assert.Equal([0, 1, 2, 3], Layout.Select(p => p.Index));
        Assert.Equal([9408, 64, 64, 1], Layout.Select(p => p.Size));
        Assert.Equal(9537, Layout.Size);
        Assert.Equal(9473, Layout.TrainableCount);
        Assert.Equal([64, 3, 7, 7], Layout[0].Dims.ToArray());
        Assert.Equal("conv1.weight [64x3x7x7]", Layout["conv1.weight"].ToString());
        Assert.Equal("temperature [scalar]", Layout[3].ToString());
    }

    [Theory]
    [InlineData("conv1.weigth", "No parameter is called 'conv1.weigth'; did you mean 'conv1.weight'?")]
    [InlineData("Conv1.Weight", "No parameter is called 'Conv1.Weight'; did you mean 'conv1.weight'?")]
    [InlineData("bn1.runing_mean", "No parameter is called 'bn1.runing_mean'; did you mean 'bn1.running_mean'?")]
    [InlineData("decoder.7.bias", "No parameter is called 'decoder.7.bias'.")]
    [InlineData("", "No parameter is called ''.")]
    public void An_unknown_name_gets_the_nearest_one(string name, string message)
    {
        Assert.False(Layout.TryGet(name, out _));
        Assert.Equal(message, Assert.Throws<KeyNotFoundException>(() => Layout[name]).Message);
    }

    [Fact]
    public void Layouts_are_equal_by_value()
    {
        var same = new ParameterLayout(Layout.Select(p => new ParameterInfo(p.Name, p.Role, p.Dims.ToArray())).ToArray());
        Assert.Equal(Layout, same);
        Assert.Equal(Layout.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(Layout, new ParameterLayout(Layout.Take(3).ToArray()));
        Assert.NotEqual(
            new ParameterLayout(new ParameterInfo("a", ParameterRole.Weight, 2, 3)),
            new ParameterLayout(new ParameterInfo("a", ParameterRole.Weight, 3, 2)));
    }

    [Fact]
    public void What_makes_no_layout_is_refused()
    {
        var twice = Assert.Throws<ArgumentException>(() => new ParameterLayout(Layout[1], Layout[1]));
        Assert.StartsWith("Two parameters are called 'bn1.weight'.", twice.Message, StringComparison.Ordinal);
        var zero = Assert.Throws<ArgumentException>(() => new ParameterInfo("a", ParameterRole.Weight, 2, 0));
        Assert.StartsWith("'a' has the dimensions 2x0; each must be at least 1.", zero.Message, StringComparison.Ordinal);
        var large = Assert.Throws<ArgumentException>(() => new ParameterInfo("a", ParameterRole.Weight, 65536, 65536, 65536, 65536, 65536));
        Assert.StartsWith("'a' has the dimensions 65536x65536x65536x65536x65536: more than 2147483591 elements.", large.Message, StringComparison.Ordinal);
        var half = new ParameterInfo("a", ParameterRole.Weight, 1 << 30);
        var sum = Assert.Throws<ArgumentException>(() => new ParameterLayout(half, new ParameterInfo("b", ParameterRole.Weight, 1 << 30)));
        Assert.StartsWith("With 'b' the parameters have more than 2147483591 elements.", sum.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Layout[4]);
    }

    [Fact]
    public void A_store_shows_each_tensor_in_one_array()
    {
        var store = new ParameterStore(Layout);
        store[0].Fill(1);
        store["bn1.weight"].Fill(2);
        store[Layout["bn1.running_mean"]].Fill(3);
        store[3][0] = 4;
        Assert.Equal(Enumerable.Repeat(1f, 9408).Concat(Enumerable.Repeat(2f, 64)).Concat(Enumerable.Repeat(3f, 64)).Append(4f), store.Values.ToArray());

        var copy = store.Clone();
        copy[0].Clear();
        Assert.Equal(1f, store[0][0]);
        Assert.Same(Layout, copy.Layout);
    }

    [Fact]
    public void A_store_refuses_what_is_not_its_own()
    {
        var store = new ParameterStore(Layout);
        var stranger = new ParameterLayout(new ParameterInfo("conv1.weight", ParameterRole.Weight, 64, 3, 7, 8))[0];
        Assert.StartsWith(
            "'conv1.weight [64x3x7x8]' is not a parameter of this store's layout.",
            Assert.Throws<ArgumentException>(() => store[stranger].Length).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "The array has 3 elements; the layout needs 9537.",
            Assert.Throws<ArgumentException>(() => new ParameterStore(Layout, new float[3])).Message,
            StringComparison.Ordinal);
        Assert.Throws<KeyNotFoundException>(() => store["conv"].Length);
    }
}
