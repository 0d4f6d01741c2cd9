namespace NetSpec.Dsl.Text;

/// <summary>
/// The characters between tokens. Unicode's other spaces and line breaks are none: they look like these but are mistakes
/// of copying, and some of them would end a comment line of an emitted file.
/// </summary>
internal static class Trivia
{
    public static bool Is(char c) => c is ' ' or '\t' || IsLineBreak(c);

    public static bool IsLineBreak(char c) => c is '\n' or '\r';
}
