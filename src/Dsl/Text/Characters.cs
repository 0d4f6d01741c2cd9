namespace NetSpec.Dsl.Text;

/// <summary>The characters of words and numbers: ASCII, so that names are C# identifiers and digits are digits.</summary>
internal static class Characters
{
    public static bool IsDigit(char c) => c is >= '0' and <= '9';

    public static bool IsWordStart(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_';

    public static bool IsWordPart(char c) => IsWordStart(c) || IsDigit(c);
}
