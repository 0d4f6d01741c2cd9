using System;
using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Compiler.Drawings;

/// <summary>
/// Places the boxes of a picture and the lines between them. A box stands in the row behind the last one it reads; boxes of a row stand under what they
/// read, as near as their widths allow; a line that passes rows goes down where no box is in its way, or else on a track beside them.
/// </summary>
internal sealed class SvgLayout
{
    public const double TextHeight = 14, Padding = 6, RowGap = 34, BoxGap = 22, FoldMargin = 12;
    private const double CharacterWidth = 6.3, TrackGap = 14;

    private readonly NetDrawing _drawing;
    private readonly List<(double X, int First, int Last)> _tracks = [];

    private SvgLayout(NetDrawing drawing)
    {
        _drawing = drawing;
        Places = new SvgPlace[drawing.Boxes.Count];
        PlaceBoxes(Rows());
        Lines = [.. drawing.Edges.OrderBy(edge => Places[edge.To].Layer - Places[edge.From].Layer).Select(edge => (edge, Column(edge)))];
        var sides = Places.SelectMany(place => new[] { place.Left, place.Right }).Concat(Lines.Select(line => line.X)).ToList();
        (Left, Right) = (sides.Min() - (2 * FoldMargin), sides.Max() + (2 * FoldMargin));
    }

    /// <summary>Where each box lies.</summary>
    public SvgPlace[] Places { get; }

    /// <summary>The edges, each with where it goes down past other rows; at its target's middle if there are none.</summary>
    public IReadOnlyList<(DrawnEdge Edge, double X)> Lines { get; }

    public double Left { get; }

    public double Right { get; }

    public double Bottom => Places.Max(place => place.Bottom) + (2 * FoldMargin);

    public static SvgLayout Of(NetDrawing drawing) => new(drawing);

    private List<List<int>> Rows()
    {
        var layers = new int[_drawing.Boxes.Count];
        foreach (var edge in _drawing.Edges.OrderBy(edge => edge.To))
        {
            layers[edge.To] = Math.Max(layers[edge.To], layers[edge.From] + 1);
        }

        // Between a fold and what is beside it lies its frame, so its boxes have rows of their own.
        foreach (var fold in _drawing.Folds)
        {
            var last = Enumerable.Range(fold.First, fold.Boxes).Max(box => layers[box]);
            var others = Enumerable.Range(fold.First + fold.Boxes, layers.Length - fold.First - fold.Boxes).ToList();
            var shift = others.Count == 0 ? 0 : Math.Max(0, last + 1 - others.Min(box => layers[box]));
            others.ForEach(box => layers[box] += shift);
        }

        return [.. Enumerable.Range(0, layers.Max() + 1).Select(layer => Enumerable.Range(0, layers.Length).Where(box => layers[box] == layer).ToList())];
    }

    private void PlaceBoxes(List<List<int>> rows)
    {
        var y = 3.0 * FoldMargin;
        for (var layer = 0; layer < rows.Count; layer++)
        {
            var wanted = rows[layer].Select(box => (Box: box, X: Wanted(box))).OrderBy(item => item.X).ToList();
            var (xs, right) = (new List<double>(), double.NegativeInfinity);
            foreach (var (box, x) in wanted)
            {
                xs.Add(Math.Max(x, right + BoxGap + (Width(box) / 2)));
                right = xs[xs.Count - 1] + (Width(box) / 2);
            }

            // Those that were pushed aside pushed to one side: half of it back.
            var shift = xs.Zip(wanted, (x, item) => item.X - x).DefaultIfEmpty().Average();
            if (rows[layer].Any(box => _drawing.Folds.Any(fold => fold.First == box)))
                y += FoldMargin + TextHeight;
            for (var i = 0; i < wanted.Count; i++)
            {
                var box = wanted[i].Box;
                Places[box] = new(xs[i] + shift, y, Width(box), Height(box), layer);
            }

            y += rows[layer].Max(Height) + RowGap;
            if (rows[layer].Any(box => _drawing.FoldOf(box) is { } fold && box == fold.First + fold.Boxes - 1))
                y += FoldMargin;
        }
    }

    private double Wanted(int box) => _drawing.Edges.Where(edge => edge.To == box).Select(edge => Places[edge.From].X).DefaultIfEmpty(0).Average();

    /// <summary>Where a line can go down: nowhere in particular between neighbouring rows.</summary>
    private double Column(DrawnEdge edge)
    {
        var (from, to) = (Places[edge.From], Places[edge.To]);
        if (to.Layer - from.Layer < 2)
            return to.X;

        var between = Places.Where(place => place.Layer > from.Layer && place.Layer < to.Layer).ToList();
        var beside = Enumerable.Range(0, 1000).SelectMany(i => new[]
        {
            between.Max(place => place.Right) + ((i + 1) * TrackGap), between.Min(place => place.Left) - ((i + 1) * TrackGap),
        });
        var x = new[] { from.X, to.X }.Concat(beside).First(x =>
            between.TrueForAll(place => x < place.Left - 4 || x > place.Right + 4)
            && _tracks.TrueForAll(track => Math.Abs(track.X - x) > 4 || track.Last <= from.Layer || track.First >= to.Layer));
        _tracks.Add((x, from.Layer, to.Layer));
        return x;
    }

    private double Width(int box) =>
        (_drawing.Boxes[box].Lines.Append(_drawing.Boxes[box].Name).Append(_drawing.Boxes[box].Shape.ToString())
            .Max(line => line.Length) * CharacterWidth) + (4 * Padding);

    private double Height(int box) => ((_drawing.Boxes[box].Lines.Count + 2) * TextHeight) + (2 * Padding);
}
