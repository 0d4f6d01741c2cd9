namespace NetSpec.Dsl.Syntax;

/// <summary>What a file may be at most. The grammar is recursive, so that depth in a text is depth on the stack.</summary>
internal static class SyntaxLimits
{
    /// <summary>Characters of a file.</summary>
    public const int FileLength = 1 << 20;

    /// <summary>Characters of a logical line.</summary>
    public const int LineLength = 1 << 16;

    /// <summary>Parentheses, braces of a name and repeats within one another.</summary>
    public const int Nesting = 32;

    /// <summary>Characters of a word. What is emitted under it, with more before and behind, fits into the 1,023 bytes that metadata has for a name.</summary>
    public const int WordLength = 255;

    /// <summary>Characters of a name with dots: a namespace, or a layer as it comes out, with the blocks around it.</summary>
    public const int NameLength = 512;
}
