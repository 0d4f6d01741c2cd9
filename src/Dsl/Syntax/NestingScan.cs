using System;
using NetSpec.Dsl.Text;

namespace NetSpec.Dsl.Syntax;

/// <summary>Finds where a line nests deeper than the limit, before the grammar, which is recursive, sees it.</summary>
internal static class NestingScan
{
    /// <summary>The span of the first parenthesis, brace or <c>repeat</c> beyond the limit, null if there is none.</summary>
    public static Span? FindExcess(string code, Span line)
    {
        // One count for each open parenthesis and its repeats, which end with the stage that they apply to.
        var repeats = new int[SyntaxLimits.Nesting + 1];
        var (open, depth) = (0, 0);
        for (var i = line.Start; i < line.End; i++)
        {
            var c = code[i];
            if (c is '(' or '{')
            {
                if (++depth > SyntaxLimits.Nesting)
                {
                    return new(i, 1);
                }

                repeats[++open] = 0;
            }
            else if (c is ')' or '}' && open > 0)
            {
                depth -= repeats[open--] + 1;
            }
            else if (c == ',' || (c == '-' && i + 1 < line.End && code[i + 1] == '>'))
            {
                depth -= repeats[open];
                repeats[open] = 0;
            }
            else if (Characters.IsWordPart(c))
            {
                var end = i;
                while (end < line.End && Characters.IsWordPart(code[end]))
                {
                    end++;
                }

                if (end - i == Keywords.Repeat.Length && string.CompareOrdinal(code, i, Keywords.Repeat, 0, end - i) == 0)
                {
                    repeats[open]++;
                    if (++depth > SyntaxLimits.Nesting)
                    {
                        return Span.FromBounds(i, end);
                    }
                }

                i = end - 1;
            }
        }

        return null;
    }
}
