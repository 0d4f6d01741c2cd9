using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Dsl.Tuning;

/// <summary>A <c>tune</c> line: the tile that the kernel of a pattern has instead of the one the compiler would choose.</summary>
/// <param name="Pattern">The pattern; a fully connected layer is ks(1, outputs, inputs, 1).</param>
/// <param name="Precision">The numbers in memory.</param>
/// <param name="Layout">Where the samples lie.</param>
/// <param name="Tile">The tile.</param>
public sealed record KernelTuning(KsPattern Pattern, DevicePrecision Precision, BatchLayout Layout, KernelTile Tile);
