using NetSpec.Dsl.Text;

namespace NetSpec.Dsl.Syntax.Grammar;

/// <summary>
/// Answers which of several constructs stands ahead where their first character does not tell. The grammar then commits to
/// it, so that nothing is parsed twice and a message is about the construct that was meant.
/// </summary>
internal static class Lookahead
{
    /// <summary><c>pad=</c></summary>
    public static bool IsNamedArgument(LineInput at)
    {
        var word = Tokens.WordAt(at);
        return word > 0 && at.Peek(SkipTrivia(at, word)) == '=';
    }

    /// <summary><c>i in</c>, or <c>i im 1</c>: no stage is followed by a number, so that a misspelt <c>in</c> is found too.</summary>
    public static bool IsCounter(LineInput at)
    {
        var word = Tokens.WordAt(at);
        if (word == 0)
        {
            return false;
        }

        var second = at.Pass(word).PassTrivia();
        var length = Tokens.WordAt(second);
        return (length == 2 && second.Peek() == 'i' && second.Peek(1) == 'n')
            || (length > 0 && Characters.IsDigit(second.Peek(SkipTrivia(second, length))));
    }

    /// <summary><c>0.5</c> or <c>1e-3</c>, not <c>3</c>.</summary>
    public static bool IsDecimal(LineInput at) => Tokens.DecimalAt(at, out var isInteger) > 0 && !isInteger;

    /// <summary><c>3x</c> or <c>(2*c) x 7</c>, not <c>3 x1</c> with a space before a name.</summary>
    public static bool IsExtent(LineInput at)
    {
        var length = at.Peek() == '(' ? ParenthesesAt(at, out _) : Tokens.DigitsAt(at, 0);
        if (length == 0)
        {
            return false;
        }

        var next = SkipTrivia(at, length);
        return at.Peek(next) == 'x' && (next == length || !Characters.IsWordPart(at.Peek(next + 1)));
    }

    /// <summary><c>(1, 2)</c></summary>
    public static bool IsTuple(LineInput at)
    {
        var hasComma = false;
        return at.Peek() == '(' && ParenthesesAt(at, out hasComma) > 0 && hasComma;
    }

    /// <summary>The length of balanced parentheses, zero if they do not close.</summary>
    private static int ParenthesesAt(LineInput at, out bool hasComma)
    {
        hasComma = false;
        var depth = 0;
        for (var i = 0; at.Peek(i) != '\0'; i++)
        {
            switch (at.Peek(i))
            {
                case '(':
                    depth++;
                    break;
                case ')' when --depth == 0:
                    return i + 1;
                case ',':
                    hasComma |= depth == 1;
                    break;
            }
        }

        return 0;
    }

    private static int SkipTrivia(LineInput at, int offset)
    {
        while (Trivia.Is(at.Peek(offset)))
        {
            offset++;
        }

        return offset;
    }
}
