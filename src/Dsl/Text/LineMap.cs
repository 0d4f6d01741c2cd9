using System;
using System.Collections.Generic;

namespace NetSpec.Dsl.Text;

/// <summary>Where the lines of a file start. A line ends with <c>\n</c>, <c>\r\n</c> or <c>\r</c>.</summary>
public sealed class LineMap
{
    private readonly int[] _starts;
    private readonly int _length;

    public LineMap(string text)
    {
        List<int> starts = [0];
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                starts.Add(i + 1);
            }
        }

        _starts = [.. starts];
        _length = text.Length;
    }

    /// <summary>The number of lines; a text that ends with a line break has an empty last line.</summary>
    public int Count => _starts.Length;

    /// <summary>The offset of a line's first character.</summary>
    public int StartOf(int line) => _starts[line];

    /// <summary>Line and column of an offset between zero and the length of the text, both included.</summary>
    public TextPosition PositionOf(int offset)
    {
        if (offset < 0 || offset > _length)
        {
            throw new ArgumentOutOfRangeException(nameof(offset), offset, "The offset lies outside the text.");
        }

        var found = Array.BinarySearch(_starts, offset);
        var line = found >= 0 ? found : ~found - 1;
        return new(line, offset - _starts[line]);
    }
}
