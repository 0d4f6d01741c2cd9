using System;
using System.Linq;
using System.Text;

namespace NetSpec.Fuzz;

/// <summary>One small change to a text.</summary>
internal static class SpecMutation
{
    private const int Longest = 20_000;

    public static string Apply(string text, Random random)
    {
        var at = random.Next(text.Length + 1);
        var changed = random.Next(16) switch
        {
            0 => text.Insert(at, Vocabulary.Character(random).ToString()),
            1 => text[..at] + text[Math.Min(text.Length, at + 1)..],
            2 => text[..at] + text[Math.Min(text.Length, at + random.Next(30))..],
            3 => text[..at],
            4 => text[at..],
            5 => Repeat(text, at, random),
            6 or 7 => ReplaceNumber(text, at, random),
            8 => SwapLines(text, random),
            9 => DropLine(text, random),
            10 => Nest(text, at, random),
            11 => text.Insert(at, "\n"),
            12 or 13 => ReplaceWord(text, at, random),
            14 => Misspell(text, at, random),
            _ => text.Insert(at, Vocabulary.Token(random)),
        };
        return changed.Length > Longest ? changed[..Longest] : changed;
    }

    private static string Repeat(string text, int at, Random random)
    {
        var part = text.Substring(at, Math.Min(text.Length - at, random.Next(1, 80)));
        return text.Insert(at, string.Concat(Enumerable.Repeat(part, random.Next(1, 20))));
    }

    private static string Nest(string text, int at, Random random)
    {
        var part = random.Next(6) switch { 0 => "(", 1 => "repeat 2 ", 2 => "-", 3 => "{", 4 => "a(", _ => "2^(" };
        var depth = 1 << random.Next(9);
        var opened = text.Insert(at, new StringBuilder().Insert(0, part, depth).ToString());
        return random.Next(2) == 0 ? opened : opened.Insert(random.Next(at, opened.Length + 1), new string(')', depth));
    }

    private static string ReplaceNumber(string text, int at, Random random)
    {
        var start = text.AsSpan(at).IndexOfAnyInRange('0', '9');
        return start < 0 ? text : Replace(text, at + start, char.IsAsciiDigit, Vocabulary.Number(random));
    }

    private static string ReplaceWord(string text, int at, Random random)
    {
        while (at < text.Length && !char.IsAsciiLetter(text[at]))
        {
            at++;
        }

        return Replace(text, at, c => char.IsAsciiLetterOrDigit(c) || c == '_', Vocabulary.Token(random));
    }

    private static string Misspell(string text, int at, Random random)
    {
        while (at < text.Length && !char.IsAsciiLetter(text[at]))
        {
            at++;
        }

        var other = Math.Min(text.Length, at + random.Next(1, 3));
        return at + 1 >= text.Length ? text : text[..at] + text[(at + 1)..other] + text[at] + text[other..];
    }

    private static string Replace(string text, int start, Func<char, bool> belongs, string by)
    {
        var end = start;
        while (end < text.Length && belongs(text[end]))
        {
            end++;
        }

        return text[..start] + by + text[end..];
    }

    private static string SwapLines(string text, Random random)
    {
        var lines = text.Split('\n');
        var (a, b) = (random.Next(lines.Length), random.Next(lines.Length));
        (lines[a], lines[b]) = (lines[b], lines[a]);
        return string.Join('\n', lines);
    }

    private static string DropLine(string text, Random random)
    {
        var lines = text.Split('\n').ToList();
        lines.RemoveAt(random.Next(lines.Count));
        return string.Join('\n', lines);
    }
}
