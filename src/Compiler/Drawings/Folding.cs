using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl;

namespace NetSpec.Compiler.Drawings;

/// <summary>
/// Finds what comes several times in a row. The boxes are cut where one value alone goes on, so that a residual block, with its skip, is a piece;
/// pieces are equal when boxes, shapes and the arrows in them are; and a run of equal runs of pieces is drawn once.
/// </summary>
internal static class Folding
{
    /// <summary>Pieces that a repeated run has at most: longer ones are read better one by one.</summary>
    private const int LongestRun = 8;

    /// <summary>Boxes that folding must save: to draw a pair of single boxes as one saves nothing.</summary>
    private const int LeastSaved = 2;

    public static NetDrawing Of(NetDrawing drawing)
    {
        var pieces = Pieces(drawing);
        var signatures = pieces.Select(piece => Signature(drawing, piece)).ToList();
        var (kept, folds, places) = (new List<DrawnBox>(), new List<DrawnFold>(), new int[drawing.Boxes.Count]);
        for (var i = 0; i < pieces.Count;)
        {
            var (length, times) = Longest(signatures, pieces, i);
            var (first, start, size) = (kept.Count, pieces[i].First, Size(pieces, i, length));
            for (var box = 0; box < size * times; box++)
            {
                places[start + box] = first + (box % size);
                if (box < size)
                    kept.Add(drawing.Boxes[start + box]);
            }

            if (times > 1)
                folds.Add(new(first, size, times, $"{Stem(drawing, start, size)} … {Stem(drawing, start + (size * (times - 1)), size)}"));
            i += length * times;
        }

        var edges = drawing.Edges.Select(edge => new DrawnEdge(places[edge.From], places[edge.To])).Where(edge => edge.From < edge.To).Distinct();
        return drawing with { Boxes = kept.ToEquatableArray(), Edges = edges.ToEquatableArray(), Folds = folds.ToEquatableArray() };
    }

    /// <summary>The pieces between places where at most one value goes on.</summary>
    private static List<(int First, int Count)> Pieces(NetDrawing drawing)
    {
        var lastReader = Enumerable.Range(0, drawing.Boxes.Count).ToArray();
        foreach (var edge in drawing.Edges)
        {
            lastReader[edge.From] = Math.Max(lastReader[edge.From], edge.To);
        }

        var (pieces, first, live) = (new List<(int, int)>(), 0, new List<int>());
        for (var i = 0; i < drawing.Boxes.Count; i++)
        {
            live.Add(i);
            live.RemoveAll(box => lastReader[box] <= i);
            if (live.Count <= 1)
            {
                pieces.Add((first, i + 1 - first));
                first = i + 1;
            }
        }

        return pieces;
    }

    /// <summary>What a piece is, but for its names; what comes in counts with its shape.</summary>
    private static string Signature(NetDrawing drawing, (int First, int Count) piece)
    {
        var boxes = Enumerable.Range(piece.First, piece.Count).Select(i => $"{string.Join(";", drawing.Boxes[i].Lines)}:{drawing.Boxes[i].Shape}");
        var edges = drawing.Edges.Where(edge => edge.To >= piece.First && edge.To < piece.First + piece.Count)
            .Select(edge => $"{(edge.From >= piece.First ? $"{edge.From - piece.First}" : $"{drawing.Boxes[edge.From].Shape}")}>{edge.To - piece.First}");
        return string.Join("|", boxes) + "#" + string.Join("|", edges);
    }

    /// <summary>The run of pieces at a place whose repetitions reach the furthest; the shortest such run.</summary>
    private static (int Length, int Times) Longest(List<string> signatures, List<(int First, int Count)> pieces, int start)
    {
        var best = (Length: 1, Times: 1);
        for (var length = 1; length <= LongestRun && start + (2 * length) <= signatures.Count; length++)
        {
            var times = 1;
            while (start + ((times + 1) * length) <= signatures.Count
                && Enumerable.Range(0, length).All(i => signatures[start + (times * length) + i] == signatures[start + i]))
            {
                times++;
            }

            if (times > 1 && (times - 1) * Size(pieces, start, length) >= LeastSaved && length * times > best.Length * best.Times)
                best = (length, times);
        }

        return best;
    }

    private static int Size(List<(int First, int Count)> pieces, int start, int length) => pieces.Skip(start).Take(length).Sum(piece => piece.Count);

    /// <summary>The part of the names that all boxes begin with, or the first's name.</summary>
    private static string Stem(NetDrawing drawing, int first, int count)
    {
        var names = drawing.Boxes.Skip(first).Take(count).Select(box => box.Name.Split('.')).ToList();
        var common = names[0].TakeWhile((part, i) => names.All(name => i < name.Length && name[i] == part)).ToList();
        return common.Count == 0 ? drawing.Boxes[first].Name : string.Join(".", common);
    }
}
