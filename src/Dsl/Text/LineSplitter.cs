using System;
using System.Collections.Generic;

namespace NetSpec.Dsl.Text;

/// <summary>Finds the logical lines of a text without comments.</summary>
internal sealed class LineSplitter
{
    private readonly string _code;
    private readonly List<LogicalLine> _lines = [];

    private LineSplitter(string code) => _code = code;

    public static IReadOnlyList<LogicalLine> Split(string code, Span part)
    {
        var splitter = new LineSplitter(code);
        for (var start = part.Start; start < part.End;)
        {
            var end = start;
            while (end < part.End && !Trivia.IsLineBreak(code[end]))
            {
                end++;
            }

            splitter.SplitLine(start, end);
            start = end + 1;
        }

        return splitter._lines;
    }

    /// <summary>Splits one line of the file, which braces may divide into several logical ones.</summary>
    private void SplitLine(int lineStart, int lineEnd)
    {
        var end = SkipBack(lineStart, lineEnd);
        var continues = true;
        for (var at = SkipForward(lineStart, end); at < end; at = SkipForward(at, end))
        {
            if (_code[at] == '}')
            {
                _lines.Add(new(LogicalLineKind.Close, new(at, 1), at - lineStart, new(at, 1)));
                at++;
            }
            else
            {
                at = continues && IsArrow(at) && _lines.Count > 0 && _lines[_lines.Count - 1].Kind == LogicalLineKind.Statement
                    ? Continue(at, end)
                    : Add(at, end, at - lineStart);
            }

            continues = false;
        }
    }

    private int Add(int start, int end, int column)
    {
        var brace = FindBrace(start, start, end);
        _lines.Add(Line(start, brace, column));
        return After(brace);
    }

    private int Continue(int at, int end)
    {
        var above = _lines[_lines.Count - 1];
        var brace = FindBrace(above.Span.Start, at, end);
        _lines[_lines.Count - 1] = Line(above.Span.Start, brace, above.Column);
        return After(brace);
    }

    private LogicalLine Line(int start, int stop, int column)
    {
        var span = Span.FromBounds(start, SkipBack(start, stop));
        return stop < _code.Length && _code[stop] == '{'
            ? new(LogicalLineKind.Open, span, column, new(stop, 1))
            : new(LogicalLineKind.Statement, span, column, default);
    }

    /// <summary>A closing brace belongs to the next logical line, an opening one to this.</summary>
    private int After(int stop) => stop < _code.Length && _code[stop] == '{' ? stop + 1 : stop;

    /// <summary>The place of the brace that ends a logical line, or the end of the file's line.</summary>
    private int FindBrace(int start, int from, int end)
    {
        var isHeader = IsHeader(start, end);
        var lastClose = _code.LastIndexOf('}', end - 1, end - from);
        for (var i = from; i < end; i++)
        {
            if (_code[i] == '}')
            {
                return i;
            }

            if (_code[i] != '{')
            {
                continue;
            }

            if (isHeader || OpensBody(start, i, end))
            {
                return i;
            }

            // Braces within a name, such as layer.{i}, are part of the line.
            i = i < lastClose ? _code.IndexOf('}', i) : i;
        }

        return end;
    }

    /// <summary>
    /// Whether a brace in a line without a keyword opens a body: it must be the last character. After a <c>=</c> it must
    /// stand apart too, for there a brace is more likely the start of a number in a name that was left unfinished.
    /// </summary>
    private bool OpensBody(int start, int brace, int end) =>
        brace == end - 1
        && (brace == start || Trivia.Is(_code[brace - 1]) || _code.IndexOf('=', start, brace - start) < 0 || _code[brace - 1] == ')');

    private bool IsHeader(int start, int end)
    {
        var stop = start;
        while (stop < end && Characters.IsWordPart(_code[stop]))
        {
            stop++;
        }

        if (stop - start is not (3 or 5 or 7) || _code.Substring(start, stop - start) is not ("net" or "block" or "neurons"))
        {
            return false;
        }

        var next = SkipForward(stop, end);
        return next == end || _code[next] is not ('=' or ':');
    }

    private bool IsArrow(int at) => string.CompareOrdinal(_code, at, "->", 0, 2) == 0;

    private int SkipForward(int at, int end)
    {
        while (at < end && Trivia.Is(_code[at]))
        {
            at++;
        }

        return at;
    }

    private int SkipBack(int start, int end)
    {
        while (end > start && Trivia.Is(_code[end - 1]))
        {
            end--;
        }

        return end;
    }
}
