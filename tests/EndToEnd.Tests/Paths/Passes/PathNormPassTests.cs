using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using NetSpec.EndToEnd.Tests.Engines;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Paths;
using NetSpec.Tests.Support;
using NetSpec.Tests.Support.Oracles;
using Xunit;

namespace NetSpec.EndToEnd.Tests.Paths.Passes;

/// <summary>The emitted single-precision passes: against the double-precision engine, the oracles, and each other.</summary>
public sealed class PathNormPassTests
{
    private const double Tolerance = 1e-5;

    /// <summary>Sums of thousands of floats of very different size, layer after layer; a q-th root with q below 1 adds to it.</summary>
    private const double DeepTolerance = 1e-4;

    public static TheoryData<string> Small => [.. EmittedNets.InTheory.Select(net => net.Name).Where(name => name != "Corpus.Nets.UNet")];

    [Theory]
    [MemberData(nameof(Small))]
    public void Both_passes_give_what_the_double_engine_gives(string name)
    {
        var paths = PathsOf(name);
        foreach (var (q, starts) in new[] { (1d, PathStarts.All), (2d, PathStarts.All), (0.5, PathStarts.Inputs), (3d, PathStarts.Biases) })
        {
            var expected = Array.ConvertAll(paths.NormPerOutput(q, starts), norm => norm.IsZero ? norm : norm.Pow(q));
            foreach (var simd in Enum.GetValues<SimdLevel>().Where(SimdLevels.IsSupported))
            {
                using var plain = Packed(paths.Description.PlainPass!(simd), paths, q, starts);
                using var compressed = Packed(paths.CreateNormPass(simd), paths, q, starts);
                var sums = PowerSums(plain);
                AssertNear(expected, sums, Tolerance, $"q = {q}, {starts}, {simd}");
                AssertNear(sums, PowerSums(compressed), 1e-6, $"compressed, q = {q}, {starts}, {simd}");
            }
        }
    }

    [Theory]
    [InlineData("ResNet18", "resnet18", 1)]
    [InlineData("ResNet18", "resnet18", 2)]
    [InlineData("ResNet18", "resnet18", 4)]
    [InlineData("ResNet18", "resnet18", 0.5)]
    [InlineData("ResNet50", "resnet50", 1)]
    [InlineData("ResNet50", "resnet50", 2)]
    [InlineData("ResNet50", "resnet50", 4)]
    [InlineData("ResNet50", "resnet50", 0.5)]
    public void Torchvision_networks(string name, string oracle, double q)
    {
        var norms = OracleFiles.Network(oracle).Json.GetProperty("path_norm").GetProperty(q.ToString(CultureInfo.InvariantCulture));
        var starts = q == 4 ? PathStarts.Inputs : PathStarts.All;
        var paths = EmittedPaths.WithDetWeights("Corpus.Nets." + name);
        using var plain = Packed(paths.Description.PlainPass!(SimdLevels.Best), paths, q, starts);
        using var compressed = Packed(paths.Description.CompressedPass!(SimdLevels.Best), paths, q, starts);
        var tolerance = q < 1 ? DeepTolerance : Tolerance;
        foreach (var norm in norms.GetProperty(q == 4 ? "phi_I_float64" : "float64").EnumerateObject().Where(norm => norm.Value.ValueKind == JsonValueKind.Number))
        {
            var r = norm.Name == "inf" ? double.PositiveInfinity : double.Parse(norm.Name, CultureInfo.InvariantCulture);
            var expected = norm.Value.GetDouble();
            Assert.InRange(plain.Norm(r).Value, expected * (1 - tolerance), expected * (1 + tolerance));
            Assert.InRange(compressed.Norm(r).Value, expected * (1 - tolerance), expected * (1 + tolerance));
        }
    }

    [Theory]
    [InlineData("ResNet34", 4)]
    [InlineData("ResNet152", 1)]
    public void Sums_far_outside_the_range_of_a_float(string name, double q)
    {
        var paths = EmittedPaths.WithDetWeights("Corpus.Nets." + name);
        using var pass = Packed(paths.CreateNormPass(), paths, q, PathStarts.Inputs);

        AssertNear(Array.ConvertAll(paths.NormPerOutput(q, PathStarts.Inputs), norm => norm.Pow(q)), PowerSums(pass), DeepTolerance, name);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Rescaling_channels_by_powers_of_two_changes_no_bit(double q)
    {
        var paths = EmittedPaths.WithDetWeights("Corpus.Nets.T1ConvBnMaxpaddedGapFc");
        var weights = paths.Parameters["c1.weight"];
        var means = paths.Parameters["b1.running_mean"];
        var gammas = paths.Parameters["b1.weight"];
        int[] exponents = [100, -100, 60];
        means.Clear();
        using var pass = Packed(paths.CreateNormPass(), paths, q, PathStarts.All);
        var before = PowerSums(pass);
        var taps = weights.Length / means.Length;
        for (var channel = 0; channel < means.Length; channel++)
        {
            foreach (ref var weight in weights.Slice(channel * taps, taps))
                weight = MathF.ScaleB(weight, exponents[channel]);
            gammas[channel] = MathF.ScaleB(gammas[channel], -exponents[channel]);
        }

        Assert.Equal(before, PowerSums(Packed(pass, paths, q, PathStarts.All)));
    }

    [Fact]
    public void Disposed_passes_stores_of_other_networks_and_vectors_that_do_not_exist_are_refused()
    {
        var paths = EmittedPaths.WithDetWeights("Corpus.Nets.T1ConvBnMaxpaddedGapFc");
        var other = EmittedPaths.WithDetWeights("Corpus.Nets.T5ConvBiasThenBn");
        Assert.Throws<PlatformNotSupportedException>(() => paths.CreateNormPass((SimdLevel)9));
        Assert.Throws<PlatformNotSupportedException>(() => paths.CreateCostPass((SimdLevel)9));
        foreach (var pass in new[] { paths.CreateNormPass(), paths.CreateCostPass() })
        {
            Assert.Contains("another network", Assert.Throws<ArgumentException>(() => pass.Pack(other.Parameters)).Message, StringComparison.Ordinal);
            pass.Pack(paths.Parameters);
            Assert.False(pass.Norm().IsZero);
            pass.Dispose();
            Assert.Throws<ObjectDisposedException>(() => pass.Norm());
            Assert.Throws<ObjectDisposedException>(() => pass.Pack(paths.Parameters));
        }
    }

    [Theory]
    [InlineData("Corpus.Nets.UNet")]
    [InlineData("Corpus.Nets.KsVitMlp")]
    [InlineData("Corpus.Features.AveragePools")]
    [InlineData("Corpus.Features.AdaptivePools")]
    [InlineData("Corpus.Features.Concats")]
    [InlineData("Corpus.Features.Stages")]
    [InlineData("Corpus.Features.TwoTowers")]
    public void Runs_do_not_depend_on_threads_and_allocate_nothing(string name)
    {
        var paths = PathsOf(name);
        using var pass = Packed(paths.CreateNormPass(), paths, 2, PathStarts.All);
        var sums = PowerSums(pass);
        for (var i = 0; i < 3; i++)
        {
            pass.Norm(r: 2, threads: 2);
            Assert.Equal(sums, PowerSums(pass));
        }

        Assert.Equal(0, Allocations.Of(() =>
        {
            pass.Norm(r: 2, threads: 1);
            pass.Norm(r: 2, threads: 2);
        }));
    }

    [Fact]
    public void The_norm_is_there_in_both_precisions()
    {
        var paths = PathsOf("Corpus.Nets.T4MiniUnet");
        var (single, exact) = (paths.Norm(Precision.Single, q: 2, r: 1, PathStarts.Inputs), paths.Norm(q: 2, r: 1, PathStarts.Inputs));

        Assert.Equal(exact, paths.Norm(Precision.Double, q: 2, r: 1, PathStarts.Inputs));
        Assert.InRange((single / exact).Value, 1 - Tolerance, 1 + Tolerance);
    }

    [Fact]
    public void Wrong_calls_are_refused()
    {
        var paths = PathsOf("Corpus.Features.Tiny");
        using var pass = paths.CreateNormPass();

        Assert.Throws<InvalidOperationException>(() => pass.Norm());
        Assert.Throws<InvalidOperationException>(() => pass.Exponent);
        Assert.Equal("q", Assert.Throws<ArgumentOutOfRangeException>(() => pass.Pack(paths.Parameters, q: 7)).ParamName);
        Assert.Equal("q", Assert.Throws<ArgumentOutOfRangeException>(() => pass.Pack(paths.Parameters, double.NaN)).ParamName);
        pass.Pack(paths.Parameters);
        Assert.Equal("r", Assert.Throws<ArgumentOutOfRangeException>(() => pass.Norm(r: 0)).ParamName);
        Assert.Equal("threads", Assert.Throws<ArgumentOutOfRangeException>(() => pass.Norm(threads: 0)).ParamName);
        Assert.Equal("neuron", Assert.Throws<ArgumentOutOfRangeException>(() => pass.PowerSum(pass.OutputCount)).ParamName);
        Assert.Throws<NotSupportedException>(() => new PathAnalysis(new(paths.Architecture), paths.Parameters).CreateNormPass());
    }

    private static PathNormPass Packed(PathNormPass pass, PathAnalysis paths, double q, PathStarts starts)
    {
        pass.Pack(paths.Parameters, q, starts);
        return pass;
    }

    private static Magnitude[] PowerSums(PathNormPass pass)
    {
        pass.Run();
        return [.. Enumerable.Range(0, pass.OutputCount).Select(pass.PowerSum)];
    }

    private static void AssertNear(Magnitude[] expected, Magnitude[] found, double tolerance, string what)
    {
        Assert.Equal(expected.Length, found.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            var isNear = expected[i].IsZero ? found[i].IsZero : Math.Abs((found[i] / expected[i]).Value - 1) <= tolerance;
            Assert.True(isNear, $"{what}: output {i} is {found[i]}, not {expected[i]}");
        }
    }

    private static PathAnalysis PathsOf(string name) => EmittedPaths.Of(name, EngineTests.Store(EmittedNets.ByName[name], Samples.Of(name)));
}
