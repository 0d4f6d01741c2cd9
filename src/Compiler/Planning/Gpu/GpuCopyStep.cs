using NetSpec.Compiler.Planning.Remarks;

namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>Some neighbouring channels of some neighbouring positions, copied from one value into another.</summary>
/// <param name="Channels">How many channels.</param>
/// <param name="Positions">How many positions. Where the operand has one alone, each is that one.</param>
internal sealed record GpuCopyStep(StepInfo About, GpuValue From, GpuValue To, int Channels, int Positions) : GpuStep(About, From, To)
{
    /// <summary>The first channel that is read.</summary>
    public int FromChannel { get; init; }

    /// <summary>The first position that is read.</summary>
    public int FromPosition { get; init; }

    /// <summary>The first channel that is written.</summary>
    public int ToChannel { get; init; }

    /// <summary>The first position that is written.</summary>
    public int ToPosition { get; init; }
}
