using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Text;

namespace NetSpec.Dsl.Syntax;

/// <summary>A shape in the notation of another language: <c>[3, 32, 32]</c>, <c>(3x32x32)</c>, <c>3X32X32</c>, <c>Nx784</c>, <c>?x3x32x32</c>.</summary>
/// <param name="Span">The place of the whole of it.</param>
/// <param name="Batch">What stands for the batch, empty when nothing does.</param>
/// <param name="Shape">The shape as it is written here.</param>
internal sealed record MeantShape(Span Span, string Batch, string Shape, bool HasCommas)
{
    /// <summary>Brackets around brackets that are looked through.</summary>
    private const int MostBrackets = 4;

    private const string Separators = "xX\u00D7,*";

    /// <summary>What stands for the number of samples elsewhere; longer ones first, since one may begin with another.</summary>
    private static readonly string[] Batches =
    [
        .. "batch_size batchsize samples batch None none null -1 bs ? * _ N n B b".Split(' ').OrderByDescending(word => word.Length),
    ];

    /// <summary>What is wrong with it, and what is right.</summary>
    public string Message => Batch.Length > 0 ? $"'{Batch}' is the batch, which is no part of a shape; write {Shape}"
        : IsUpper ? $"a shape has a small 'x' between its dimensions: {Shape}"
        : HasCommas ? $"a shape has 'x' between its dimensions, not commas: {Shape}"
        : $"a shape stands without brackets: {Shape}";

    /// <summary>Whether the one thing wrong with it is a capital letter between its dimensions.</summary>
    private bool IsUpper { get; init; }

    /// <summary>The shape meant by a stretch of text, null when it is none.</summary>
    /// <param name="source">The file.</param>
    /// <param name="span">The stretch.</param>
    /// <param name="isNumber">Whether a word is a number of the net, which is then no batch; null when none is.</param>
    public static MeantShape? Of(string source, Span span, Func<string, bool>? isNumber = null)
    {
        var (start, end) = (span.Start, span.End);
        Trim(source, ref start, ref end);
        var whole = Span.FromBounds(start, end);
        var isBracketed = false;
        for (var depth = 0; depth < MostBrackets && end - start > 1 && IsEnclosed(source, start, end); depth++)
        {
            (start, end, isBracketed) = (start + 1, end - 1, true);
            Trim(source, ref start, ref end);
        }

        var batch = BatchAt(source, ref start, end, isNumber);
        var isUpper = !isBracketed && batch.Length == 0 && source.IndexOf('X', start, end - start) >= 0;
        if (batch.Length == 0 && !isBracketed && !isUpper)
        {
            return null;
        }

        var dims = Dims(source, start, end);
        if (isUpper)
        {
            return dims.Count == 3 && dims.All(dim => Characters.IsDigit(dim[0])) ? new(whole, "", string.Join("x", dims), false) { IsUpper = true } : null;
        }

        var shape = string.Join("x", dims);
        return !dims.Any(dim => Characters.IsDigit(dim[0])) ? null
            : dims.Count == 2 && batch.Length > 0 ? new(whole, batch, $"{shape}, or 1x{shape} for a map of one channel", false)
            : dims.Count is 1 or 2 or 3 ? new(whole, batch, shape, HasCommasIn(source, whole))
            : dims.Count == 4 && batch.Length == 0 ? new(whole, dims[0], string.Join("x", dims.Skip(1)), false)
            : null;
    }

    /// <summary>The shape meant by the line of an input or value that cannot be read at a place; null when that place is beyond its shape.</summary>
    public static MeantShape? OfLine(string source, Span line, int failure)
    {
        var start = source.IndexOf(':', line.Start, line.Length) + 1;
        if (start == 0 || failure < start)
        {
            return null;
        }

        var end = source.IndexOf('=', start, line.End - start);
        end = end < 0 ? line.End : end;
        return failure > end ? null : Of(source, Span.FromBounds(start, end), word => IsInHeader(source, line.Start, word));
    }

    /// <summary>Whether the header above a line has a parameter of that name, as far as the text tells.</summary>
    private static bool IsInHeader(string source, int line, string word)
    {
        var net = line == 0 ? -1 : source.LastIndexOf(Keywords.Net + " ", line - 1, StringComparison.Ordinal);
        var end = net < 0 ? -1 : source.IndexOf('{', net, line - net);
        var open = end < 0 ? -1 : source.IndexOf('(', net, end - net);
        for (var at = open < 0 ? -1 : source.IndexOf(word, open, end - open, StringComparison.Ordinal); at >= 0; at = source.IndexOf(
            word, at + 1, end - at - 1, StringComparison.Ordinal))
        {
            if (!Characters.IsWordPart(source[at - 1]) && !Characters.IsWordPart(source[at + word.Length]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasCommasIn(string source, Span span) => source.IndexOf(',', span.Start, span.Length) >= 0;

    private static void Trim(string source, ref int start, ref int end)
    {
        while (start < end && Trivia.Is(source[start]))
        {
            start++;
        }

        while (end > start && Trivia.Is(source[end - 1]))
        {
            end--;
        }
    }

    /// <summary>Whether the first bracket is closed by the last one.</summary>
    private static bool IsEnclosed(string source, int start, int end)
    {
        if (source[start] is not ('(' or '['))
        {
            return false;
        }

        var depth = 0;
        for (var i = start; i < end; i++)
        {
            depth += source[i] is '(' or '[' ? 1 : source[i] is ')' or ']' ? -1 : 0;
            if (depth == 0)
            {
                return i == end - 1;
            }
        }

        return false;
    }

    /// <summary>Passes the batch with the separator behind it.</summary>
    private static string BatchAt(string source, ref int start, int end, Func<string, bool>? isNumber)
    {
        foreach (var word in Batches)
        {
            var next = start + word.Length;
            if (next < end && string.CompareOrdinal(source, start, word, 0, word.Length) == 0)
            {
                while (next < end && Trivia.Is(source[next]))
                {
                    next++;
                }

                if (next < end && Separators.IndexOf(source[next]) >= 0 && isNumber?.Invoke(word) != true)
                {
                    start = next + 1;
                    return word;
                }
            }
        }

        return "";
    }

    /// <summary>The dimensions, numbers and names in parentheses; none when there is anything else.</summary>
    private static List<string> Dims(string source, int start, int end)
    {
        var dims = new List<string>();
        while (true)
        {
            Trim(source, ref start, ref end);
            var next = start;
            if (next < end && Characters.IsDigit(source[next]))
            {
                while (next < end && Characters.IsDigit(source[next]))
                {
                    next++;
                }
            }
            else if (next < end && Characters.IsWordStart(source[next]))
            {
                while (next < end && Characters.IsWordPart(source[next]))
                {
                    next++;
                }
            }

            if (next == start)
            {
                return [];
            }

            var dim = source.Substring(start, next - start);
            dims.Add(Characters.IsDigit(dim[0]) ? dim : $"({dim})");
            start = next;
            Trim(source, ref start, ref end);
            if (start == end)
            {
                return dims;
            }

            if (dims.Count == 4 || Separators.IndexOf(source[start]) < 0)
            {
                return [];
            }

            start++;
        }
    }
}
