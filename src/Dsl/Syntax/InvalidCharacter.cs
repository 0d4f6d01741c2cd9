using System.Globalization;
using NetSpec.Dsl.Syntax.Grammar;
using NetSpec.Dsl.Text;

namespace NetSpec.Dsl.Syntax;

/// <summary>A character that no token contains, and what a person probably meant by it.</summary>
internal sealed record InvalidCharacter(Span Span, string Message)
{
    private const string Signs = "+-*/%^=<>(){}.,:";

    /// <summary>The problem with the character here; null if the character is one of the language.</summary>
    public static InvalidCharacter? Find(LineInput at)
    {
        var c = at.Current;
        if ((c == '/' && at.Peek(1) == '*') || c == '#')
        {
            return new(new(at.Position, c == '#' ? 1 : 2), $"'{(c == '#' ? "#" : "/*")}' starts no comment; comments start with '//'");
        }

        if (Characters.IsWordPart(c) || Signs.IndexOf(c) >= 0)
        {
            return null;
        }

        var length = char.IsHighSurrogate(c) && char.IsLowSurrogate(at.Peek(1)) ? 2 : 1;
        return new(new(at.Position, length), Show(at.Source, at.Position, length) + " has no meaning in a spec" + Advice(c));
    }

    private static string Show(string source, int position, int length)
    {
        var codePoint = length == 2 ? char.ConvertToUtf32(source[position], source[position + 1]) : source[position];
        var code = "U+" + codePoint.ToString("X4", CultureInfo.InvariantCulture);
        return char.GetUnicodeCategory(source, position) is
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark
            ? "the character " + code
            : "'" + source.Substring(position, length) + "'" + (codePoint < 128 ? "" : " (" + code + ")");
    }

    private static string Advice(char c) => c switch
    {
        ';' => "; a statement ends with its line",
        '[' or ']' => "; use parentheses",
        '"' or '\'' or '\u201C' or '\u201D' => "; names stand without quotes",
        '\u2192' or '\u21D2' => "; did you mean '->'?",
        '\u00D7' => "; did you mean 'x' between dimensions or '*' between numbers?",
        '\u2212' or '\u2013' or '\u2014' => "; did you mean '-'?",
        _ when char.IsLetter(c) => "; names have the letters a-z and A-Z, digits and '_'",
        _ when char.IsDigit(c) => "; numbers have the digits 0-9",
        _ when char.IsWhiteSpace(c) => "; use plain spaces",
        _ => "",
    };
}
