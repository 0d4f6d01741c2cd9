using System;
using System.Collections.Generic;
using System.Globalization;

namespace NetSpec.Ptx;

/// <summary>Splits PTX text into tokens, and hands them out in order. Comments vanish.</summary>
internal sealed class Tokens
{
    private readonly List<Token> _tokens = [];
    private int _next;

    public Tokens(string text)
    {
        var line = 1;
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            if (text[i] == '\n')
                line++;
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
            }
            else if (At(text, i, "//"))
            {
                while (i < text.Length && text[i] != '\n')
                {
                    i++;
                }
            }
            else if (At(text, i, "/*"))
            {
                var end = text.IndexOf("*/", i, StringComparison.Ordinal);
                if (end < 0)
                    throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"PTX, line {line}: a comment that starts with '/*' has no end."));

                line += text.AsSpan(i, end - i).Count('\n');
                i = end + 2;
            }
            else if (text[i] == '"')
            {
                var end = text.IndexOf('"', i + 1);
                if (end < 0)
                    throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"PTX, line {line}: a string has no end."));

                i = end + 1;
                _tokens.Add(new(text[start..i], line));
            }
            else if (IsWordCharacter(text[i]))
            {
                while (i < text.Length && (IsWordCharacter(text[i]) || At(text, i, "::")))
                {
                    i += text[i] == ':' ? 2 : 1;
                }

                _tokens.Add(new(text[start..i], line));
            }
            else
            {
                _tokens.Add(new(text[i..++i], line));
            }
        }

        Last = line;
    }

    public bool AtEnd => _next >= _tokens.Count;

    private int Last { get; }

    public int Line => AtEnd ? Last : _tokens[_next].Line;

    public static bool IsWordCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '$' or '%' or '.';

    /// <summary>The text of the token that comes next, or after some others; empty at the end.</summary>
    public string Peek(int ahead = 0) => _next + ahead < _tokens.Count ? _tokens[_next + ahead].Text : "";

    public string Take() => AtEnd ? throw Error("the text ends too early") : _tokens[_next++].Text;

    public bool TryTake(string text)
    {
        if (Peek() != text)
            return false;

        _next++;
        return true;
    }

    public void Expect(string text)
    {
        if (!TryTake(text))
            throw Error($"'{text}' is expected, not '{Peek()}'");
    }

    /// <summary>A name, number or directive.</summary>
    public string TakeWord() => !AtEnd && _tokens[_next].IsWord ? Take() : throw Error($"a name is expected, not '{Peek()}'");

    public int TakeNumber() => int.TryParse(Peek(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? (Take(), number).number
        : throw Error($"a whole number is expected, not '{Peek()}'");

    /// <summary>Passes over the tokens up to the end of the line.</summary>
    public void SkipLine()
    {
        for (var line = Line; !AtEnd && Line == line;)
        {
            _next++;
        }
    }

    public FormatException Error(string what) => new(string.Create(CultureInfo.InvariantCulture, $"PTX, line {Line}: {what}."));

    private static bool At(string text, int i, string what) => string.CompareOrdinal(text, i, what, 0, what.Length) == 0;
}
