using System;

namespace NetSpec.Bench;

/// <summary>A square convolution that keeps the size of its map up to the stride.</summary>
internal sealed record LayerSize(int InChannels, int OutChannels, int InSize, int Kernel, int Stride = 1, int Groups = 1, bool Planar = false)
{
    public int Pad => (Kernel - 1) / 2;

    public int OutSize => ((InSize + (2 * Pad) - Kernel) / Stride) + 1;

    public override string ToString() => FormattableString.Invariant(
        $"{InChannels} -> {OutChannels} at {OutSize}, {Kernel}x{Kernel}{(Stride > 1 ? $" / {Stride}" : "")}{(Groups > 1 ? ", depthwise" : "")}");
}
