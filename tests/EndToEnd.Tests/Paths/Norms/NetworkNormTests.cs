using System;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Text.Json;
using NetSpec.EndToEnd.Tests.Oracles;
using NetSpec.Runtime.Paths;
using NetSpec.Tests.Support.Oracles;
using Xunit;

namespace NetSpec.EndToEnd.Tests.Paths.Norms;

/// <summary>Norms of convolutional networks against values that were computed outside of this repository.</summary>
public sealed class NetworkNormTests
{
    public static TheoryData<string> TinyCnns() => TinyCnnTests.Ids();

    [Theory]
    [MemberData(nameof(TinyCnns))]
    public void Tiny_networks(string id)
    {
        var (cnn, paths) = AnalysedNets.TinyCnn(id);
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
    [MemberData(nameof(TinyCnns))]
    public void Paths_of_tiny_networks_are_counted(string id)
    {
        var (cnn, paths) = AnalysedNets.TinyCnn(id);

        Assert.Equal(BigInteger.Parse(cnn.Json.GetProperty("dag").GetProperty("num_paths").GetString()!, CultureInfo.InvariantCulture), paths.Count());
    }

    [Theory]
    [InlineData("ResNet18", "resnet18")]
    [InlineData("ResNet50", "resnet50")]
    public void Torchvision_networks(string name, string oracle)
    {
        var paths = AnalysedNets.WithDetWeights("Corpus.Nets." + name);
        foreach (var norm in OracleFiles.Network(oracle).Json.GetProperty("path_norm").EnumerateObject())
        {
            var q = double.Parse(norm.Name, CultureInfo.InvariantCulture);
            if (norm.Value.TryGetProperty("long_double", out var exact))
                AssertReduced(exact, r => paths.Norm(q, r), 1e-12);
            if (norm.Value.TryGetProperty("phi_I_float64", out var fromInputs))
                AssertReduced(fromInputs, r => paths.Norm(q, r, PathStarts.Inputs), 1e-12);
        }
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
