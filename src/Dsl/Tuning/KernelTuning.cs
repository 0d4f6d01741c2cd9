using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Dsl.Tuning;

/// <summary>A <c>tune</c> line: the tile that the kernel of a pattern has instead of the one the compiler would choose.</summary>
/// <param name="Pattern">The pattern; a fully connected layer is ks(1, outputs, inputs, 1).</param>
/// <param name="Precision">The numbers in memory.</param>
/// <param name="Layout">Where the samples lie.</param>
/// <param name="Tile">The tile.</param>
public sealed record KernelTuning(KsPattern Pattern, DevicePrecision Precision, BatchLayout Layout, KernelTile Tile)
{
    /// <summary>What is tuned, as a spec spells it: <c>ks(1, 768, 192, 2) fp32 batch_last</c>.</summary>
    public string Subject => $"{Pattern} {KernelWords.Spell(Precision)} {KernelWords.Spell(Layout)}";

    /// <summary>The line of a spec: <c>tune ks(1, 768, 192, 2) fp32 batch_last tile=128x128x8 thread=8x8</c>.</summary>
    public override string ToString() => $"tune {Subject} {Tile}";
}
