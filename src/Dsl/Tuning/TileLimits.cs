namespace NetSpec.Dsl.Tuning;

/// <summary>How large a <c>tune</c> line may make a tile: beyond any that a device can run, and low enough that no product of them overflows.</summary>
internal static class TileLimits
{
    /// <summary>Each side of a tile.</summary>
    public const int Side = 512;

    /// <summary>Dense blocks that a group takes together.</summary>
    public const int Interleaved = 64;
}
