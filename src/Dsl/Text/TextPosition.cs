namespace NetSpec.Dsl.Text;

/// <summary>A place in a file, as an editor counts it but from zero.</summary>
/// <param name="Line">Line breaks before the place.</param>
/// <param name="Column">UTF-16 code units between the start of the line and the place.</param>
public readonly record struct TextPosition(int Line, int Column);
