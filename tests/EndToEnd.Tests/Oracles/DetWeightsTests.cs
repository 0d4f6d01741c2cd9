using System;
using System.Globalization;
using System.Linq;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using NetSpec.Dsl.Graph;
using NetSpec.Tests.Support;
using NetSpec.Tests.Support.Oracles;
using Xunit;

namespace NetSpec.EndToEnd.Tests.Oracles;

public sealed class DetWeightsTests
{
    public static TheoryData<string> Names() => [.. OracleFiles.DetWeightsVectors().EnumerateArray().Select(v => v.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Reproduces_the_test_vectors(string name)
    {
        var expected = OracleFiles.DetWeightsVectors().EnumerateArray().Single(v => v.GetProperty("name").GetString() == name);
        var dims = expected.GetProperty("shape").EnumerateArray().Select(dim => dim.GetInt32()).ToArray();
        var kind = expected.GetProperty("kind").GetString()!;
        var seed = DetWeights.Seed(name);
        Assert.Equal(Hex(expected, "seed"), seed);
        Assert.Equal(Hex(expected, "z0"), DetWeights.Z(seed, 0));
        Assert.Equal(Hex(expected, "z1"), DetWeights.Z(seed, 1));

        var values = kind == "input" ? DetWeights.Input(name, dims.Aggregate(1, (a, b) => a * b)) : DetWeights.Tensor(name, dims, Role(kind));
        Assert.Equal(
            expected.GetProperty("first8_bits").EnumerateArray().Select(bits => Convert.ToUInt32(bits.GetString(), 16)),
            values.Take(8).Select(BitConverter.SingleToUInt32Bits));
        Assert.Equal(expected.GetProperty("last").GetDouble(), values[^1]);
        Assert.Equal(expected.GetProperty("sha256").GetString(), Sha256(values));
    }

    [Theory]
    [InlineData("resnet18")]
    [InlineData("resnet50")]
    public void Reproduces_the_hash_of_a_whole_network(string network)
    {
        var oracle = OracleFiles.Network(network);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var entry in oracle.Manifest)
            hash.AppendData(MemoryMarshal.AsBytes<float>(DetWeights.Tensor(entry.Name, entry.Dims, Role(entry.Kind))));
        Assert.Equal(oracle.Sha256, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    internal static ParameterRole Role(string kind) => kind switch
    {
        "weight" => ParameterRole.Weight,
        "bias" => ParameterRole.Bias,
        "bn_gamma" => ParameterRole.Gamma,
        "bn_beta" => ParameterRole.Beta,
        "bn_mean" => ParameterRole.RunningMean,
        "bn_var" => ParameterRole.RunningVariance,
        _ => throw new ArgumentException($"No role is called {kind}.", nameof(kind)),
    };

    private static ulong Hex(JsonElement json, string property) =>
        ulong.Parse(json.GetProperty(property).GetString()!.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static string Sha256(float[] values) => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<float>(values)));
}
