using System.Collections.Generic;
using System.Text.Json;

namespace NetSpec.Tests.Support.Oracles;

/// <summary>A tiny convolutional network with explicit parameters (<c>tiny_cnn_cases.json</c>).</summary>
/// <param name="Id">The case; also the prefix of the names that its deterministic weights are made from.</param>
/// <param name="Input">The input, channel by channel.</param>
/// <param name="Parameters">Values by name.</param>
/// <param name="Output">The output in float64.</param>
/// <param name="Json">The whole case, for the fields that are not read here.</param>
public sealed record TinyCnnCase(
    string Id,
    IReadOnlyList<double> Input,
    IReadOnlyDictionary<string, double[]> Parameters,
    IReadOnlyList<double> Output,
    JsonElement Json)
{
    public override string ToString() => Id;
}
