using System.Collections.Generic;
using System.Text.Json;

namespace NetSpec.Tests.Support.Oracles;

/// <summary>A tensor of a <see cref="NetworkCase"/>.</summary>
public sealed record ManifestEntry(string Name, IReadOnlyList<int> Dims, string Kind);

/// <summary>A torchvision network with deterministic weights (<c>net_resnet18.json</c>).</summary>
/// <param name="Name">torchvision's name.</param>
/// <param name="Manifest">The tensors in state-dict order.</param>
/// <param name="Trainable">The number of trainable parameters.</param>
/// <param name="Sha256">Of all tensors in state-dict order as little-endian float32.</param>
/// <param name="Output">The output in float64 for the deterministic input.</param>
/// <param name="Json">The whole case, for the fields that are not read here.</param>
public sealed record NetworkCase(
    string Name,
    IReadOnlyList<ManifestEntry> Manifest,
    long Trainable,
    string Sha256,
    IReadOnlyList<double> Output,
    JsonElement Json)
{
    public override string ToString() => Name;
}
