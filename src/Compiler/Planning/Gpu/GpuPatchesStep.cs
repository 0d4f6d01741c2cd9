using NetSpec.Compiler.Planning.Remarks;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>The patches of a map, side by side without a gap: the numbers of each, channel by channel and row by row, are the channels of a position.</summary>
/// <param name="Channels">Channels of the map.</param>
/// <param name="Map">Its rows and columns.</param>
/// <param name="Patch">Those of a patch.</param>
/// <param name="IsPlanar">Whether the map lies channel by channel.</param>
internal sealed record GpuPatchesStep(StepInfo About, GpuValue From, GpuValue To, int Channels, Extent Map, Extent Patch, bool IsPlanar)
    : GpuStep(About, From, To);
