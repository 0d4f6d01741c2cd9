using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace NetSpec.Tests.Support.Oracles;

/// <summary>Reads the files of expected values in <c>tests/Oracles</c>.</summary>
public static class OracleFiles
{
    private static readonly Lazy<IReadOnlyList<DagCase>> LazyDags = new(() => [.. Read("dag_cases").EnumerateArray().Select(Dag)]);

    private static readonly Lazy<IReadOnlyList<TinyCnnCase>> LazyTinyCnns = new(() => [.. Read("tiny_cnn_cases").EnumerateArray().Select(TinyCnn)]);

    /// <summary>The 31 tiny DAGs.</summary>
    public static IReadOnlyList<DagCase> Dags => LazyDags.Value;

    /// <summary>The 4 tiny convolutional networks.</summary>
    public static IReadOnlyList<TinyCnnCase> TinyCnns => LazyTinyCnns.Value;

    /// <summary>One tensor a row: name, dimensions, kind and what its deterministic values are.</summary>
    public static JsonElement DetWeightsVectors() => Read("det_weights_vectors");

    /// <summary>A large network by torchvision's name.</summary>
    public static NetworkCase Network(string name)
    {
        var json = Read("net_" + name);
        var parameters = json.GetProperty("parameters");
        return new NetworkCase(
            name,
            [.. json.GetProperty("manifest").EnumerateArray().Select(Tensor)],
            parameters.GetProperty("trainable").GetInt64(),
            parameters.GetProperty("sha256_float32_le_state_dict_order").GetString()!,
            Numbers(json.GetProperty("forward").GetProperty("float64")),
            json);
    }

    /// <summary>A block of a vision transformer: tensors by their names inside it, tokens that go in, and those that come out.</summary>
    public static (IReadOnlyDictionary<string, double[]> Parameters, double[] Input, double[] Output) VitBlock()
    {
        var json = Read("vit_block");
        var parameters = json.GetProperty("parameters").EnumerateObject().ToDictionary(tensor => tensor.Name, tensor => Values(tensor.Value.GetProperty("values")));
        return (parameters, Values(json.GetProperty("input")), Values(json.GetProperty("output")));

        static double[] Values(JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetDouble())];
    }

    /// <summary>What libtorch computed: of each net, by namespace and name, its outputs by theirs.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, double[]>> Libtorch() =>
        Read("libtorch").EnumerateObject().ToDictionary<JsonProperty, string, IReadOnlyDictionary<string, double[]>>(
            net => net.Name, net => NumbersByName(net.Value), StringComparer.Ordinal);

    private static JsonElement Read(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Repository.PathOf("tests", "Oracles", name + ".json")));
        return document.RootElement.Clone();
    }

    private static DagCase Dag(JsonElement json) => new(
        Text(json, "id"),
        [.. json.GetProperty("neurons").EnumerateArray().Select(Neuron)],
        [.. json.GetProperty("edges").EnumerateArray().Select(edge => new DagEdge(edge[0].GetString()!, edge[1].GetString()!, edge[2].GetDouble()))],
        Strings(json.GetProperty("inputs")),
        Strings(json.GetProperty("outputs")),
        [.. json.GetProperty("evaluations").EnumerateArray().Select(Evaluation)],
        json);

    private static DagNeuron Neuron(JsonElement json) => new(
        Text(json, "id"),
        Text(json, "act"),
        json.TryGetProperty("k", out var k) ? k.GetInt32() : 0,
        json.TryGetProperty("bias", out var bias) ? bias.GetDouble() : 0);

    private static DagEvaluation Evaluation(JsonElement json) => new(
        Numbers(json.GetProperty("x")),
        Numbers(json.GetProperty("R")),
        json.GetProperty("neuron_values").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetDouble(), StringComparer.Ordinal));

    private static TinyCnnCase TinyCnn(JsonElement json) => new(
        Text(json, "id"),
        Numbers(json.GetProperty("input")),
        json.GetProperty("parameters").EnumerateArray().ToDictionary(p => Text(p, "parameter"), p => Numbers(p.GetProperty("values")), StringComparer.Ordinal),
        Numbers(json.GetProperty("forward_float64")),
        json);

    private static ManifestEntry Tensor(JsonElement json) => new(
        json[0].GetString()!,
        [.. json[1].EnumerateArray().Select(dim => dim.GetInt32())],
        json[2].GetString()!);

    private static string Text(JsonElement json, string property) => json.GetProperty(property).GetString()!;

    private static string[] Strings(JsonElement json) => [.. json.EnumerateArray().Select(item => item.GetString()!)];

    private static Dictionary<string, double[]> NumbersByName(JsonElement json) =>
        json.EnumerateObject().ToDictionary(entry => entry.Name, entry => Numbers(entry.Value), StringComparer.Ordinal);

    private static double[] Numbers(JsonElement json) => [.. json.EnumerateArray().Select(item => item.GetDouble())];
}
