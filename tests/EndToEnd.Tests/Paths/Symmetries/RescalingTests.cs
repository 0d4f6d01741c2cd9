using System;
using System.Linq;
using NetSpec.EndToEnd.Tests.Engines;
using NetSpec.Runtime.Paths;
using NetSpec.Runtime.Weights;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.EndToEnd.Tests.Paths.Symmetries;

public sealed class RescalingTests
{
    public static TheoryData<string> Names() => [.. EmittedNets.InTheory.Select(net => net.Name), "Corpus.Nets.SqueezeNet"];

    public static TheoryData<string> SmallNames() => [.. EmittedNets.InTheory.Select(net => net.Name).Where(name => name != "Corpus.Nets.UNet")];

    [Theory]
    [MemberData(nameof(Names))]
    public void Powers_of_two_change_no_bit_of_the_output(string name)
    {
        var samples = Engines.Samples.Of(name);
        var store = SymmetricNet.Store(name);
        var expected = SymmetricNet.Forward(name, store, samples, 3);
        foreach (var seed in new long[] { 1, -2, 3 })
        {
            var rescaled = EmittedPaths.Of(name, store).RandomRescale(seed);
            Assert.Equal(expected, SymmetricNet.Forward(name, rescaled, samples, 3));
        }
    }

    [Theory]
    [MemberData(nameof(SmallNames))]
    public void Powers_of_two_change_no_bit_of_the_norms(string name)
    {
        var paths = EmittedPaths.Of(name, SymmetricNet.Store(name));
        var rescaled = EmittedPaths.Of(name, paths.RandomRescale(5));
        foreach (var q in new[] { 1, 2, double.PositiveInfinity })
        {
            Assert.Equal(paths.NormPerOutput(q), rescaled.NormPerOutput(q));
            Assert.Equal(paths.NormPerOutput(q, PathStarts.Inputs), rescaled.NormPerOutput(q, PathStarts.Inputs));
        }

        Assert.Equal(paths.Count(), rescaled.Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Any_factors_change_the_output_by_rounding_only(string name)
    {
        var samples = Engines.Samples.Of(name);
        var store = SymmetricNet.Store(name);
        var expected = SymmetricNet.Forward(name, store, samples, 1).Select(value => (double)value).ToArray();
        var rescaled = EmittedPaths.Of(name, store).RandomRescale(4, 0.3, 1, 1.7, 11);
        Assert.InRange(Closeness.Relative(SymmetricNet.Forward(name, rescaled, samples, 1), expected), 0, 1e-5);
    }

    [Fact]
    public void One_group_multiplies_what_enters_it_and_divides_what_leaves_it()
    {
        const string Name = "Corpus.Nets.ResNet18";
        var store = SymmetricNet.Store(Name);
        var paths = EmittedPaths.Of(Name, store);
        var rescaled = paths.Rescale(paths.RescalingGroups.Of("layer1.0.bn1", 5), 128);
        var factors = store.Layout.Select(parameter => parameter.Name).ToDictionary(name => name, name => Factors(store, rescaled, name));

        Assert.Equal(
            ["layer1.0.bn1.weight", "layer1.0.bn1.bias", "layer1.0.conv2.weight"],
            factors.Where(pair => pair.Value.Any(factor => factor != 1)).Select(pair => pair.Key));
        Assert.All(factors["layer1.0.bn1.weight"].Index(), item => Assert.Equal(item.Index == 5 ? 128 : 1, item.Item));
        Assert.All(factors["layer1.0.conv2.weight"].Index(), item => Assert.Equal(item.Index / 9 % 64 == 5 ? 1 / 128f : 1, item.Item));
    }

    /// <summary>The thesis' rescaling of a pair of convolutions (appendix E.1.2) is that of two groups: its γ stays.</summary>
    [Fact]
    public void A_convolution_and_its_batch_norm_scale_as_in_the_thesis()
    {
        const string Name = "Corpus.Nets.ResNet18";
        var store = SymmetricNet.Store(Name);
        var once = EmittedPaths.Of(Name, store);
        var half = EmittedPaths.Of(Name, once.Rescale(once.RescalingGroups.Of("layer1.0.conv1", 5), 128));
        var rescaled = half.Rescale(half.RescalingGroups.Of("layer1.0.bn1", 5), 128);

        Assert.All(Factors(store, rescaled, "layer1.0.conv1.weight").Index(), item => Assert.Equal(item.Index / 576 == 5 ? 128 : 1, item.Item));
        Assert.All(Factors(store, rescaled, "layer1.0.bn1.weight"), factor => Assert.Equal(1, factor));
        Assert.Equal(128, Factors(store, rescaled, "layer1.0.bn1.bias")[5]);
        Assert.Equal(128, Factors(store, rescaled, "layer1.0.bn1.running_mean")[5]);
        Assert.Equal(1, Factors(store, rescaled, "layer1.0.bn1.running_var")[5]);
    }

    [Fact]
    public void The_same_seed_draws_the_same_factors()
    {
        const string Name = "Corpus.Nets.MlpDigits";
        var paths = EmittedPaths.Of(Name, SymmetricNet.Store(Name));
        Assert.Equal(paths.RandomRescale(7).Values.ToArray(), paths.RandomRescale(7).Values.ToArray());
        Assert.NotEqual(paths.RandomRescale(7).Values.ToArray(), paths.RandomRescale(8).Values.ToArray());
        var drawn = Enumerable.Range(0, 16).Select(row => Factors(paths.Parameters, paths.RandomRescale(7), paths.Parameters.Layout[0].Name)[row * paths.Parameters.Layout[0].Dims[1]]);

        // floor(3 z / 2^64) for the first numbers z of splitmix64 with the seed 7, computed elsewhere.
        Assert.Equal([128, 1, 4096, 128, 128, 1, 128, 1, 1, 128, 1, 4096, 4096, 4096, 4096, 128], drawn);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Factors_are_finite_and_positive(double factor)
    {
        var paths = SymmetricNet.Paths("Corpus.Nets.MlpDigits");
        Assert.Throws<ArgumentOutOfRangeException>(() => paths.Rescale(paths.RescalingGroups[0], factor));
        Assert.Throws<ArgumentOutOfRangeException>(() => paths.RandomRescale(1, 1, factor));
    }

    [Fact]
    public void Values_that_no_float_holds_are_errors_by_name()
    {
        const string Name = "Corpus.Nets.MlpDigits";
        var paths = EmittedPaths.Of(Name, SymmetricNet.Store(Name));
        var error = Assert.Throws<ArgumentException>(() => paths.Rescale(paths.RescalingGroups[3], 1e60));
        Assert.Contains($"takes {paths.Parameters.Layout[0].Name}[3, 0] = ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_group_of_another_network_is_refused()
    {
        var group = SymmetricNet.Paths("Corpus.Nets.MlpDigits").RescalingGroups[0];
        Assert.Throws<ArgumentException>(() => SymmetricNet.Paths("Corpus.Nets.MlpSmall").Rescale(group, 2));
    }

    private static float[] Factors(ParameterStore before, ParameterStore after, string name) =>
        [.. before[name].ToArray().Zip(after[name].ToArray(), (x, y) => x == 0 ? 1 : y / x)];
}
