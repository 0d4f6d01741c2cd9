using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace NetSpec.Compiler.Drawings;

/// <summary>A drawing with its places as SVG: no scripts, no fonts of its own, readable in a browser and on paper.</summary>
internal static class SvgText
{
    private const double Corner = 7;

    public static string Of(NetDrawing drawing, SvgLayout layout)
    {
        var (width, height) = (layout.Right - layout.Left, layout.Bottom);
        var text = new StringBuilder();
        text.Append(Invariant($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:0}\" height=\"{height:0}\" "));
        text.Append(Invariant($"viewBox=\"{layout.Left:0.#} 0 {width:0.#} {height:0.#}\" "));
        text.Append("font-family=\"Helvetica, Arial, sans-serif\" font-size=\"11\" text-anchor=\"middle\">\n");
        text.Append(Invariant($"<title>{Escape(drawing.Title)}</title>\n"));
        text.Append(Rectangle(layout.Left, 0, width, height, "fill=\"#fff\""));
        text.Append(Invariant($"<defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\">"));
        text.Append(Invariant($"<path d=\"M0,0 L8,4 L0,8 z\" fill=\"{Palette.Line}\"/></marker></defs>\n"));
        var labels = new StringBuilder();
        foreach (var fold in drawing.Folds)
        {
            Frame(text, labels, layout, fold);
        }

        foreach (var (edge, x) in layout.Lines)
        {
            text.Append(Invariant($"<path d=\"{Path(layout.Places[edge.From], layout.Places[edge.To], x)}\" "));
            text.Append(Invariant($"fill=\"none\" stroke=\"{Palette.Line}\" marker-end=\"url(#tip)\"/>\n"));
        }

        text.Append(labels);
        for (var i = 0; i < drawing.Boxes.Count; i++)
        {
            Box(text, drawing.Boxes[i], layout.Places[i]);
        }

        return text.Append("</svg>\n").ToString();
    }

    private static void Box(StringBuilder text, DrawnBox box, SvgPlace place)
    {
        text.Append(Rectangle(place.Left, place.Y, place.Width, place.Height, $"rx=\"5\" fill=\"{Palette.Fill(box.Kind)}\" stroke=\"{Palette.Line}\""));
        var y = place.Y + SvgLayout.Padding + 10;
        text.Append(Invariant($"<text x=\"{place.X:0.#}\" y=\"{y:0.#}\" font-weight=\"bold\">{Escape(box.Name)}</text>\n"));
        foreach (var line in box.Lines)
        {
            y += SvgLayout.TextHeight;
            text.Append(Invariant($"<text x=\"{place.X:0.#}\" y=\"{y:0.#}\">{Escape(line)}</text>\n"));
        }

        text.Append(Invariant($"<text x=\"{place.X:0.#}\" y=\"{y + SvgLayout.TextHeight:0.#}\" fill=\"#555\">{Escape(box.Shape.ToString())}</text>\n"));
    }

    /// <summary>Draws a frame, and its label apart: over the lines, which it interrupts.</summary>
    private static void Frame(StringBuilder text, StringBuilder labels, SvgLayout layout, DrawnFold fold)
    {
        var places = Enumerable.Range(fold.First, fold.Boxes).Select(box => layout.Places[box]).ToList();
        var columns = layout.Lines.Where(line => line.Edge.From >= fold.First && line.Edge.To < fold.First + fold.Boxes).Select(line => line.X).ToList();
        var left = places.Select(place => place.Left).Concat(columns).Min() - SvgLayout.FoldMargin;
        var right = places.Select(place => place.Right).Concat(columns).Max() + SvgLayout.FoldMargin;
        var label = Invariant($"× {fold.Times}   {fold.Label}");
        right = Math.Max(right, left + (label.Length * 6.5));
        var top = places.Min(place => place.Y) - SvgLayout.FoldMargin - SvgLayout.TextHeight;
        var height = places.Max(place => place.Bottom) + SvgLayout.FoldMargin - top;
        text.Append(Rectangle(left, top, right - left, height, $"rx=\"8\" fill=\"#fafbff\" stroke=\"{Palette.Line}\" stroke-dasharray=\"5 3\""));
        labels.Append(Invariant($"<text x=\"{left + 8:0.#}\" y=\"{top + 14:0.#}\" text-anchor=\"start\" font-weight=\"bold\" fill=\"#34495e\" "));
        labels.Append("stroke=\"#fafbff\" stroke-width=\"5\" stroke-linejoin=\"round\" paint-order=\"stroke\">").Append(Escape(label)).Append("</text>\n");
    }

    private static string Rectangle(double x, double y, double width, double height, string look) =>
        Invariant($"<rect x=\"{x:0.#}\" y=\"{y:0.#}\" width=\"{width:0.#}\" height=\"{height:0.#}\" {look}/>\n");

    /// <summary>Down, across to the column, down, across to the target, down.</summary>
    private static string Path(SvgPlace from, SvgPlace to, double column)
    {
        var (start, end) = (from.Bottom + (SvgLayout.RowGap * 0.35), to.Y - (SvgLayout.RowGap * 0.4));
        List<(double X, double Y)> points = [(from.X, from.Bottom)];
        if (to.Layer - from.Layer < 2)
            points.AddRange([(from.X, end), (to.X, end)]);
        else
            points.AddRange([(from.X, start), (column, start), (column, end), (to.X, end)]);
        points.Add((to.X, to.Y - 1));
        return Rounded([.. points.Where((point, i) => i == 0 || Math.Abs(point.X - points[i - 1].X) + Math.Abs(point.Y - points[i - 1].Y) > 0.5)]);
    }

    private static string Rounded(List<(double X, double Y)> points)
    {
        var text = new StringBuilder(Invariant($"M{points[0].X:0.#},{points[0].Y:0.#}"));
        for (var i = 1; i < points.Count - 1; i++)
        {
            var (before, after) = (Towards(points[i], points[i - 1]), Towards(points[i], points[i + 1]));
            text.Append(Invariant($" L{before.X:0.#},{before.Y:0.#} Q{points[i].X:0.#},{points[i].Y:0.#} {after.X:0.#},{after.Y:0.#}"));
        }

        return text.Append(Invariant($" L{points[points.Count - 1].X:0.#},{points[points.Count - 1].Y:0.#}")).ToString();
    }

    private static (double X, double Y) Towards((double X, double Y) corner, (double X, double Y) other)
    {
        var (x, y) = (other.X - corner.X, other.Y - corner.Y);
        var length = Math.Sqrt((x * x) + (y * y));
        var part = Math.Min(Corner, length / 2) / length;
        return (corner.X + (x * part), corner.Y + (y * part));
    }

    private static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
