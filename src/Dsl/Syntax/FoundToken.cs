using NetSpec.Dsl.Syntax.Grammar;
using NetSpec.Dsl.Text;

namespace NetSpec.Dsl.Syntax;

/// <summary>The word, number or sign at a place, for a message.</summary>
internal sealed record FoundToken(Span Span, string Text, bool IsWord)
{
    private const int Longest = 40;

    /// <summary>The token in quotes, shortened so that a message stays one line.</summary>
    public string Display => (Keywords.IsReserved(Text) ? "the keyword '" : "'") + (Text.Length > Longest ? Text.Substring(0, Longest) + "…" : Text) + "'";

    public static FoundToken At(LineInput at)
    {
        var length = 0;
        while (Characters.IsWordPart(at.Peek(length)))
        {
            length++;
        }

        var isWord = length > 0;
        if (!isWord)
        {
            length = (at.Peek(), at.Peek(1)) is ('-', '>') or ('.', '.') ? 2 : 1;
        }

        return new(new(at.Position, length), at.Source.Substring(at.Position, length), isWord);
    }
}
