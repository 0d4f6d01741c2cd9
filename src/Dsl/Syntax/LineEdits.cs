using System;
using System.Collections.Generic;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Syntax.Grammar;
using NetSpec.Dsl.Text;

namespace NetSpec.Dsl.Syntax;

/// <summary>The small changes to a line, at the place where it stops making sense, that may be what was meant, and what each costs.</summary>
internal static class LineEdits
{
    /// <summary>The cost of leaving out a stage, or all from one place on to the next arrow.</summary>
    public const int WholeStage = 7;

    private const int Likely = 1;
    private const int Sign = 2;
    private const int Word = 4;

    /// <summary>What may be missing. The name of an activation is one that a neuron can have without an argument.</summary>
    private static readonly (string Text, int Cost)[] Missing =
    [
        (")", Sign), ("=", Sign), (":", Sign), (",", Sign), ("->", Sign), ("(", Sign), ("1", Sign), ("}", Sign + 1), (": id ", Sign + 1), ("..", Sign + 1),
    ];

    /// <summary>What people write in place of a sign.</summary>
    private static readonly Dictionary<char, string[]> Meant = new()
    {
        ['['] = ["("], [']'] = [")"], ['{'] = ["("], ['}'] = [")"], [';'] = [","], ['|'] = ["->"], ['-'] = ["->"], ['>'] = ["->"], ['='] = ["->", ":"],
        ['\u2192'] = ["->"], ['\u21D2'] = ["->"], ['\u00D7'] = ["x"], ['\u2212'] = ["-"], ['\u2013'] = ["-"], ['*'] = ["x"],
    };

    /// <summary>The edits, the likely ones of a cost first.</summary>
    public static IEnumerable<LineEdit> At(LineInput failure)
    {
        var (text, here, before) = (failure.Source, failure.Position, failure.TokenEnd);
        if (here < text.Length)
        {
            foreach (var meant in Meant.TryGetValue(text[here], out var words) ? words : [])
            {
                yield return new(new(here, 1), meant, Sign);
            }

            var found = FoundToken.At(failure);
            if (found.IsWord && Suggest.Nearest(found.Text, Keywords.OfStages) is { } keyword)
            {
                yield return new(found.Span, keyword, Likely);
            }

            if (found.IsWord && found.Text.IndexOf('X') >= 0)
            {
                yield return new(found.Span, found.Text.Replace('X', 'x'), Likely);
            }

            yield return new(new(here, found.Span.Length), "", found.IsWord ? Word : Sign);
        }

        if (before > 0 && TokenBefore(text, before) is var last)
        {
            yield return new(last, "", Characters.IsWordPart(text[before - 1]) ? Word : Sign);
            if (Suggest.Nearest(text.Substring(last.Start, last.Length), Keywords.OfStages) is { } keyword)
            {
                yield return new(last, keyword, Likely);
            }

            // 8x8 x -> relu: the value was taken for the sign between two extents.
            yield return new(new(last.Start, 0), "=", Sign + 1);
        }

        foreach (var (sign, cost) in Missing)
        {
            yield return new(new(before, 0), sign, cost);
        }

        var next = text.IndexOf("->", here, StringComparison.Ordinal);
        next = next < 0 ? text.Length : next;
        yield return new(Span.FromBounds(before, next), "", WholeStage);
        if (before > 0 && text.LastIndexOf("->", before - 1, StringComparison.Ordinal) is >= 0 and var arrow)
        {
            yield return new(Span.FromBounds(arrow, next), "", WholeStage);
        }
    }

    /// <summary>The word, number or sign that ends at a place.</summary>
    private static Span TokenBefore(string text, int end)
    {
        var start = end;
        while (start > 0 && Characters.IsWordPart(text[start - 1]))
        {
            start--;
        }

        return start < end ? Span.FromBounds(start, end)
            : end > 1 && text[end - 2] == '-' && text[end - 1] == '>' ? new(end - 2, 2)
            : new(end - 1, 1);
    }
}
