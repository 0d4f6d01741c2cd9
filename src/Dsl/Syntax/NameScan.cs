using System.Globalization;
using NetSpec.Dsl.Text;

namespace NetSpec.Dsl.Syntax;

/// <summary>Finds the first name of a line that is longer than the limit.</summary>
internal static class NameScan
{
    /// <summary>Its span and the limit; null if there is none.</summary>
    public static (Span Span, int Limit)? FindExcess(string code, Span line)
    {
        for (var i = line.Start; i < line.End; i++)
        {
            var start = i;
            var hasLetter = false;
            while (i < line.End && (Characters.IsWordPart(code[i]) || code[i] == '.'))
            {
                if (code[i] == '.')
                {
                    i++;
                    continue;
                }

                var word = i;
                while (i < line.End && Characters.IsWordPart(code[i]))
                {
                    hasLetter |= Characters.IsWordStart(code[i++]);
                }

                // Digits are a number, of which something else is said.
                if (i - word > SyntaxLimits.WordLength && Characters.IsWordStart(code[word]))
                {
                    return (new(word, i - word), SyntaxLimits.WordLength);
                }
            }

            if (hasLetter && i - start > SyntaxLimits.NameLength)
            {
                return (new(start, i - start), SyntaxLimits.NameLength);
            }
        }

        return null;
    }

    /// <summary>What is said of such a name.</summary>
    public static string Message(Span name, int limit) =>
        string.Format(CultureInfo.InvariantCulture, "this name is {0} characters long; {1} are the limit", name.Length, limit);
}
