namespace NetSpec.Dsl.Text;

/// <summary>One statement, header or closing brace with the lines that continue it.</summary>
/// <param name="Kind">What it does to the nesting.</param>
/// <param name="Span">From its first to its last character; a header's brace is left out.</param>
/// <param name="Column">Characters between the start of the file's line and its first character.</param>
/// <param name="Brace">The brace of a header or closing line; empty for a statement.</param>
internal sealed record LogicalLine(LogicalLineKind Kind, Span Span, int Column, Span Brace)
{
    /// <summary>The line with its brace.</summary>
    public Span Whole => Kind == LogicalLineKind.Statement ? Span : Span.To(Brace);
}
