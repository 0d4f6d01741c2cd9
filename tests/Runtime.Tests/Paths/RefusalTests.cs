using System;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;
using NetSpec.Runtime.Kernels;
using NetSpec.Runtime.Paths;
using NetSpec.Runtime.Sparse;
using NetSpec.Runtime.Weights;
using Xunit;

namespace NetSpec.Runtime.Tests.Paths;

/// <summary>Calls that ask for nothing that there is, and numbers beyond any range.</summary>
public sealed class RefusalTests
{
    private static readonly ParameterLayout Layout = new(new ParameterInfo("a.weight", ParameterRole.Weight, 1, 1), new ParameterInfo("b.weight", ParameterRole.Weight, 1, 1));

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void An_element_that_the_store_has_not_has_no_cost_and_is_not_in_a_mask(int index)
    {
        var paths = Chain(1, 1);
        Assert.Contains("The store has 2 elements", Assert.Throws<ArgumentOutOfRangeException>(() => paths.Costs()[index]).Message, StringComparison.Ordinal);
        Assert.Contains("The store has 2 elements", Assert.Throws<ArgumentOutOfRangeException>(() => new PruningMask(Layout, [])[index]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_margin_has_a_finite_Lipschitz_constant()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Loss.Margin(double.Epsilon));
        Assert.True(double.IsFinite(Loss.Margin(1e-300).LipschitzConstant));
    }

    [Fact]
    public void Exponents_of_magnitudes_do_not_wrap_round()
    {
        var (largest, least) = (new Magnitude(1, long.MaxValue), new Magnitude(1, long.MinValue));
        Assert.Throws<OverflowException>(() => largest * largest);
        Assert.Throws<OverflowException>(() => largest / least);
        Assert.Throws<OverflowException>(() => new Magnitude(2, long.MaxValue));
        Assert.Equal(largest, largest + least);
        Assert.Equal(largest, least + largest);
        Assert.Equal(Magnitude.One, largest / largest);
    }

    [Fact]
    public void A_factor_has_a_pattern_and_a_batch_an_order()
    {
        Assert.Throws<ArgumentException>(() => new KroneckerProduct(default, []));
        using var product = new KroneckerProduct(new KroneckerPattern(1, 2, 2, 1), new float[4]);
        Assert.Throws<ArgumentOutOfRangeException>(() => product.Multiply(new float[2], new float[2], 1, (BatchOrder)9));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(int.MaxValue)]
    public void Any_number_of_threads_is_taken(int threads)
    {
        using var workspace = new Workspace(16);
        Assert.InRange(new Run(workspace, 1, threads).Threads, 1, Math.Max(64, Environment.ProcessorCount));
    }

    private static PathAnalysis Chain(float a, float b)
    {
        Layer[] layers = [new InputLayer("x", new(1)), new LinearLayer("a", 0, new(1), 0), new ReluLayer("r", 1, new(1)), new LinearLayer("b", 2, new(1), 1)];
        return new(new PathDescription(new(Layout, layers, [0], [3])), new ParameterStore(Layout, [a, b]));
    }
}
