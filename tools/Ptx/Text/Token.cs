namespace NetSpec.Ptx;

/// <summary>A word, a number, a string, or a punctuation mark.</summary>
internal readonly record struct Token(string Text, int Line)
{
    public bool IsWord => Text.Length > 0 && Tokens.IsWordCharacter(Text[0]);
}
