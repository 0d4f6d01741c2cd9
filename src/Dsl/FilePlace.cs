using NetSpec.Dsl.Text;

namespace NetSpec.Dsl;

/// <summary>Some characters of one of several files.</summary>
/// <param name="Path">The file.</param>
/// <param name="Span">The characters, as offsets into its text.</param>
/// <param name="Start">Line and column of the first of them, from zero.</param>
/// <param name="End">Line and column behind the last of them, from zero.</param>
public sealed record FilePlace(string Path, Span Span, TextPosition Start, TextPosition End);
