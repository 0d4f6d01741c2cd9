using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using NetSpec.EndToEnd.Tests.Oracles;
using NetSpec.Runtime.Paths;
using NetSpec.Tests.Support.Oracles;
using Xunit;

namespace NetSpec.EndToEnd.Tests.Paths.Norms;

/// <summary>Norms of convolutional networks against values that were computed outside of this repository.</summary>
public sealed class NetworkNormTests
{
    private static readonly ConcurrentDictionary<string, PathAnalysis> Networks = [];

    public static TheoryData<string> TinyCnns() => TinyCnnTests.Ids();

    [Theory]
    [MemberData(nameof(TinyCnns))]
    public void Tiny_networks(string id)
    {
        var (cnn, paths) = EmittedPaths.TinyCnn(id);
        foreach (var norm in cnn.Json.GetProperty("path_norm").EnumerateObject())
        {
            var q = double.Parse(norm.Name, CultureInfo.InvariantCulture);
            AssertReduced(norm.Value.GetProperty("bn_separate"), r => paths.Norm(q, r), 1e-14);
            AssertPerOutput(norm.Value.GetProperty("per_output"), paths.NormPerOutput(q), 1e-14);
            if (norm.Value.TryGetProperty("phi_I_per_output", out var fromInputs))
                AssertPerOutput(fromInputs, paths.NormPerOutput(q, PathStarts.Inputs), 1e-14);
            if (norm.Value.TryGetProperty("phi_H_per_output", out var fromBiases))
                AssertPerOutput(fromBiases, paths.NormPerOutput(q, PathStarts.Biases), 1e-14);
        }
    }

    [Theory]
    [InlineData("ResNet18", "resnet18", "1")]
    [InlineData("ResNet18", "resnet18", "2")]
    [InlineData("ResNet18", "resnet18", "4")]
    [InlineData("ResNet18", "resnet18", "0.5")]
    [InlineData("ResNet50", "resnet50", "1")]
    [InlineData("ResNet50", "resnet50", "2")]
    [InlineData("ResNet50", "resnet50", "4")]
    [InlineData("ResNet50", "resnet50", "0.5")]
    public void Torchvision_networks(string name, string oracle, string q)
    {
        var paths = Networks.GetOrAdd(name, key => EmittedPaths.WithDetWeights("Corpus.Nets." + key));
        var norm = OracleFiles.Network(oracle).Json.GetProperty("path_norm").GetProperty(q);
        var exponent = double.Parse(q, CultureInfo.InvariantCulture);
        var exact = norm.TryGetProperty("long_double", out var longDouble) ? longDouble : norm.GetProperty("float64");

        // The 4-norm is dominated by the last biases; that of the paths from inputs shows the rest.
        var (expected, starts) = q == "4" ? (norm.GetProperty("phi_I_float64"), PathStarts.Inputs) : (exact, PathStarts.All);
        AssertReduced(expected, Reduction(paths.NormPerOutput(exponent, starts)), 1e-12);
    }

    /// <summary>The r-norm by its formula.</summary>
    private static Func<double, Magnitude> Reduction(Magnitude[] outputs)
    {
        var largest = outputs.Max();
        return r => double.IsPositiveInfinity(r)
            ? largest
            : largest * new Magnitude(Math.Pow(outputs.Sum(output => Math.Pow((output / largest).Value, r)), 1 / r));
    }

    private static void AssertPerOutput(JsonElement expected, Magnitude[] actual, double tolerance) =>
        Assert.All(expected.EnumerateArray().Zip(actual), pair => AssertClose(pair.First.GetDouble(), pair.Second, tolerance));

    private static void AssertReduced(JsonElement expected, Func<double, Magnitude> norm, double tolerance)
    {
        foreach (var value in expected.EnumerateObject().Where(value => value.Value.ValueKind is JsonValueKind.Number or JsonValueKind.String))
        {
            var r = value.Name == "inf" ? double.PositiveInfinity : double.Parse(value.Name, CultureInfo.InvariantCulture);
            var number = value.Value.ValueKind == JsonValueKind.String ? double.Parse(value.Value.GetString()!, CultureInfo.InvariantCulture) : value.Value.GetDouble();
            AssertClose(number, norm(r), tolerance);
        }
    }

    private static void AssertClose(double expected, Magnitude actual, double tolerance) =>
        Assert.InRange(actual.Value, expected * (1 - tolerance), expected * (1 + tolerance));
}
