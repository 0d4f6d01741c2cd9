namespace NetSpec.Dsl.Text;

/// <summary>A range of characters of a file.</summary>
/// <param name="Start">Offset of the first character.</param>
/// <param name="Length">Number of characters; zero marks a place between two.</param>
public readonly record struct Span(int Start, int Length)
{
    public int End => Start + Length;

    public static Span FromBounds(int start, int end) => new(start, end - start);

    /// <summary>The smallest span that covers both.</summary>
    public Span To(Span other) => FromBounds(System.Math.Min(Start, other.Start), System.Math.Max(End, other.End));
}
