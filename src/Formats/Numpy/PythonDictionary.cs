using System;
using System.Collections.Generic;
using System.Globalization;
using NetSpec.Runtime.Weights.Names;

namespace NetSpec.Formats.Numpy;

/// <summary>Reads the dictionary in the head of an array: strings, True and False, tuples of whole numbers, and nothing else of Python.</summary>
internal sealed class PythonDictionary(string text, string name)
{
    /// <summary>More dimensions than NumPy has.</summary>
    private const int MostDims = 64;

    private int _at;

    /// <summary>Type, order and shape.</summary>
    public (string Descr, bool IsFortran, long[] Shape) ReadArrayHead()
    {
        (string? descr, bool? order, long[]? shape) = (null, null, null);
        Expect('{');
        while (!Take('}'))
        {
            var key = String();
            Expect(':');
            switch (key)
            {
                case "descr":
                    descr = Peek() != '['
                        ? String()
                        : throw new ModelFormatException(name, "its elements are records of several fields; save each field as an array of its own.");
                    break;
                case "fortran_order":
                    order = Boolean();
                    break;
                case "shape":
                    shape = Tuple();
                    break;
                default:
                    throw Damaged($"'{key}' is not known");
            }

            if (!Take(','))
            {
                Expect('}');
                break;
            }
        }

        return descr is not null && order is not null && shape is not null
            ? (descr, order.Value, shape)
            : throw Damaged("descr, fortran_order or shape is missing");
    }

    private long[] Tuple()
    {
        var dims = new List<long>();
        Expect('(');
        while (!Take(')'))
        {
            dims.Add(Number());
            if (dims.Count > MostDims)
                throw Damaged($"it has more than {MostDims} dimensions");
            if (!Take(','))
            {
                Expect(')');
                break;
            }
        }

        return [.. dims];
    }

    private long Number()
    {
        Blank();
        var start = _at;
        while (_at < text.Length && char.IsAsciiDigit(text[_at]))
        {
            _at++;
        }

        var digits = text[start.._at];

        // Python 2 wrote 3L.
        Take('L');
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : throw Damaged("a dimension is no whole number");
    }

    private bool Boolean()
    {
        Blank();
        foreach (var (word, value) in new[] { ("True", true), ("False", false) })
        {
            if (text.AsSpan(_at).StartsWith(word, StringComparison.Ordinal))
            {
                _at += word.Length;
                return value;
            }
        }

        throw Damaged("fortran_order is neither True nor False");
    }

    private string String()
    {
        var quote = Peek();
        if (quote is not ('\'' or '"'))
            throw Damaged("a string is expected");
        var end = text.IndexOf(quote, _at + 1);
        if (end < 0)
            throw Damaged("a string does not end");
        var value = text[(_at + 1)..end];
        _at = end + 1;
        return value;
    }

    private char Peek()
    {
        Blank();
        return _at < text.Length ? text[_at] : '\0';
    }

    private bool Take(char c)
    {
        if (Peek() != c)
            return false;
        _at++;
        return true;
    }

    private void Expect(char c)
    {
        if (!Take(c))
            throw Damaged($"'{c}' is expected");
    }

    private void Blank()
    {
        while (_at < text.Length && text[_at] is (' ' or '\n' or '\t' or '\r'))
        {
            _at++;
        }
    }

    private ModelFormatException Damaged(string what) =>
        new(name, $"its head is damaged: {Quoted.Plain(what)} at character {_at.ToString(CultureInfo.InvariantCulture)}.");
}
