using System;
using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Dsl.Problems;

/// <summary>Finds the name that was probably meant.</summary>
internal static class Suggest
{
    private const int LongestName = 64;
    private const int ShortestBeginning = 3;

    /// <summary>The end of a message: <c>; did you mean 'hidden'?</c>, or nothing when no name is near.</summary>
    public static string Hint(string name, IReadOnlyCollection<string> candidates) =>
        Hint(NearestOrShorter(name, candidates));

    public static string Hint(string? near) => near is null ? "" : $"; did you mean '{near}'?";

    /// <summary>The same for a short list, which is told as a whole when no name is near.</summary>
    public static string HintOrAll(string name, IReadOnlyList<string> all) => Nearest(name, all) is { } near
        ? Hint(near)
        : $"; there are {string.Join(", ", all.Take(all.Count - 1))} and {all[all.Count - 1]}";

    /// <summary>
    /// The nearest candidate, or else the longest one that the name begins with, as other tools' names often do:
    /// <c>kernel_size</c>, <c>padding</c>, <c>Conv2d</c>.
    /// </summary>
    public static string? NearestOrShorter(string name, IReadOnlyCollection<string> candidates) => Nearest(name, candidates)
        ?? candidates.Where(c => c.Length >= ShortestBeginning && name.StartsWith(c, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(c => c.Length).ThenBy(c => c, StringComparer.Ordinal).FirstOrDefault();

    /// <summary>The nearest candidate by edits, the first in ordinal order among equals; null when none is near.</summary>
    public static string? Nearest(string name, IEnumerable<string> candidates)
    {
        if (name.Length > LongestName)
        {
            return null;
        }

        string? best = null;
        var least = Math.Min(Math.Max(1, name.Length / 3) + 1, name.Length);
        foreach (var candidate in candidates)
        {
            if (candidate == name || Math.Abs(candidate.Length - name.Length) > least)
            {
                continue;
            }

            var distance = string.Equals(name, candidate, StringComparison.OrdinalIgnoreCase) ? 0 : Distance(name, candidate);
            if (distance < least || (distance == least && best is not null && string.CompareOrdinal(candidate, best) < 0))
            {
                (best, least) = (candidate, distance);
            }
        }

        return best;
    }

    /// <summary>Insertions, deletions, replacements and swaps of neighbours that turn one name into the other.</summary>
    private static int Distance(string a, string b)
    {
        var rows = new int[3][];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = new int[b.Length + 1];
        }

        for (var j = 0; j <= b.Length; j++)
        {
            rows[0][j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            var (row, above) = (rows[i % 3], rows[(i - 1) % 3]);
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(row[j - 1], above[j]) + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], rows[(i - 2) % 3][j - 2] + 1);
                }
            }
        }

        return rows[a.Length % 3][b.Length];
    }
}
