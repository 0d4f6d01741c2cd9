namespace NetSpec.Runtime.Graphs;

/// <summary>A height and a width: of a kernel, a stride, a dilation, a factor.</summary>
public readonly record struct Sides(int Height, int Width)
{
    /// <summary>The spec's spelling: <c>3x3</c>.</summary>
    public override string ToString() => System.FormattableString.Invariant($"{Height}x{Width}");
}
