namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>Where a value lies on a device.</summary>
/// <param name="Kind">Whose memory it is in.</param>
/// <param name="Index">The input or output; in the workspace, the features before it.</param>
/// <param name="Channels">Features of each of its positions.</param>
/// <param name="Positions">Tokens of a sequence, places of a map; 1 for a vector.</param>
internal sealed record GpuValue(GpuValueKind Kind, int Index, int Channels, int Positions)
{
    /// <summary>Its numbers in a sample.</summary>
    public int Features => Channels * Positions;
}
