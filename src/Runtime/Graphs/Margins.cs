namespace NetSpec.Runtime.Graphs;

/// <summary>Rows and columns without neurons around a map, per side.</summary>
public readonly record struct Margins(int Top, int Left, int Bottom, int Right)
{
    /// <summary>The four numbers in the order of the constructor: <c>(1, 1, 1, 1)</c>.</summary>
    public override string ToString() => System.FormattableString.Invariant($"({Top}, {Left}, {Bottom}, {Right})");
}
