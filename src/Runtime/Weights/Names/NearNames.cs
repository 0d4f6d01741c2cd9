using System;
using System.Collections.Generic;

namespace NetSpec.Runtime.Weights.Names;

/// <summary>Finds the name a person probably meant.</summary>
internal static class NearNames
{
    /// <summary>Longer names are not compared, so that a hostile file cannot buy quadratic time.</summary>
    private const int LongestName = 128;

    /// <summary>The candidate with the fewest edits; on equal counts the first. Null when none is near.</summary>
    public static string? Nearest(string name, IEnumerable<string> candidates)
    {
        string? nearest = null;
        var most = int.MaxValue;
        foreach (var candidate in candidates)
        {
            if (Distance(name, candidate, most) is not { } edits)
                continue;

            nearest = candidate;
            if (edits == 0)
                break;
            most = edits - 1;
        }

        return nearest;
    }

    /// <summary>
    /// The edits between a name and a candidate, when they are at most <paramref name="most"/> and a third of the name's length.
    /// The last part of a dotted name does not count when it is the candidate's too: most tensors are somebody's
    /// <c>.weight</c>. Null when the candidate is not that near.
    /// </summary>
    public static int? Distance(string name, string candidate, int most = int.MaxValue)
    {
        if (name.Length > LongestName)
            return null;

        var dot = Math.Max(0, name.LastIndexOf('.'));
        var isLastShared = dot > 0 && candidate.EndsWith(name[dot..], StringComparison.Ordinal);
        var limit = Math.Min(most, Limit(isLastShared ? dot : name.Length));
        if (Math.Abs(candidate.Length - name.Length) > limit)
            return null;

        var edits = Edits(name, candidate, limit);
        return edits <= limit ? edits : null;
    }

    private static int Limit(int length) => Math.Max(1, length / 3);

    /// <summary>
    /// Insertions, deletions, replacements and swaps of neighbours that turn one name into the other, letter case aside;
    /// any number above <paramref name="limit"/> once it is clear that there are more.
    /// </summary>
    private static int Edits(string from, string to, int limit)
    {
        Span<int> beforeLast = stackalloc int[to.Length + 1];
        Span<int> last = stackalloc int[to.Length + 1];
        Span<int> current = stackalloc int[to.Length + 1];
        for (var j = 0; j <= to.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= from.Length; i++)
        {
            current[0] = i;
            var best = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var cost = Same(from[i - 1], to[j - 1]) ? 0 : 1;
                var edits = Math.Min(Math.Min(last[j], current[j - 1]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && Same(from[i - 1], to[j - 2]) && Same(from[i - 2], to[j - 1]))
                    edits = Math.Min(edits, beforeLast[j - 2] + 1);
                current[j] = edits;
                best = Math.Min(best, edits);
            }

            if (best > limit)
                return best;

            var spare = beforeLast;
            beforeLast = last;
            last = current;
            current = spare;
        }

        return last[to.Length];
    }

    private static bool Same(char a, char b) => char.ToUpperInvariant(a) == char.ToUpperInvariant(b);
}
