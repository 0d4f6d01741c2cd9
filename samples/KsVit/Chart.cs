using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security;
using System.Text;

namespace Samples.KsVit;

/// <summary>Draws the table as SVG: for each part a bar of the sparse time over the dense one at each place, and the thesis's beside them.</summary>
public static class Chart
{
    private const int Width = 720, Left = 190, Right = 60, Top = 70, BarHeight = 14, Gap = 14, Bottom = 40, Edge = 12, LetterWidth = 7;

    private const string ThesisColour = "#999999";

    /// <summary>Colours that are told apart by everyone.</summary>
    private static readonly string[] Colours = ["#0072b2", "#d55e00", "#009e73"];

    /// <summary>The text of an SVG file.</summary>
    /// <param name="measurements">What was measured: each part at most once at each place.</param>
    /// <exception cref="ArgumentException">Nothing was measured.</exception>
    public static string Draw(IReadOnlyList<Measurement> measurements)
    {
        ArgumentNullException.ThrowIfNull(measurements);
        if (measurements.Count == 0)
            throw new ArgumentException("There is nothing to draw.", nameof(measurements));

        string[] places = [.. measurements.Select(one => one.Place).Distinct()];
        var parts = measurements.GroupBy(one => one.Part).ToList();
        var rowHeight = ((places.Length + 1) * BarHeight) + Gap;
        var height = Top + (parts.Count * rowHeight) + Bottom;
        var longest = Math.Max(1, Math.Ceiling(measurements.Max(one => Math.Max(one.Ratio, one.Part.Published)) * 4) / 4);

        var svg = new StringBuilder();
        Line(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Width}\" height=\"{height}\" viewBox=\"0 0 {Width} {height}\" font-family=\"sans-serif\" font-size=\"13\">");
        Line(svg, $"<title>Time of a ViT-S/16 with Kronecker-sparse factors over that of the dense one</title>");
        Line(svg, $"<rect width=\"{Width}\" height=\"{height}\" fill=\"white\"/>");
        Line(svg, $"<text x=\"12\" y=\"22\">Time with Kronecker-sparse factors over that with dense layers</text>");
        Scale(svg, longest, height);
        var x = Edge;
        for (var i = 0; i < places.Length; i++)
        {
            x = Key(svg, x, Colours[i % Colours.Length], places[i]);
        }

        Key(svg, x, ThesisColour, "thesis, on a GPU");
        for (var row = 0; row < parts.Count; row++)
        {
            var y = Top + (row * rowHeight);
            Line(svg, $"<text x=\"{Left - 10}\" y=\"{y + (rowHeight / 2)}\" text-anchor=\"end\">{parts[row].Key.Name}</text>");
            foreach (var one in parts[row])
            {
                var index = Array.IndexOf(places, one.Place);
                Bar(svg, y + (index * BarHeight), one.Ratio, longest, Colours[index % Colours.Length]);
            }

            Bar(svg, y + (places.Length * BarHeight), parts[row].Key.Published, longest, ThesisColour);
        }

        Line(svg, $"</svg>");
        return svg.ToString();
    }

    private static void Scale(StringBuilder svg, double longest, int height)
    {
        for (var ratio = 0.0; ratio <= longest; ratio += 0.25)
        {
            var x = Left + Length(ratio, longest);
            var isDense = Math.Abs(ratio - 1) < 0.01;
            Line(svg, $"<path d=\"M{x:F1} {Top - 6}V{height - Bottom}\" stroke=\"{(isDense ? "#222222" : "#dddddd")}\"/>");
            Line(svg, $"<text x=\"{x:F1}\" y=\"{height - Bottom + 18}\" text-anchor=\"middle\">{ratio:0.##}</text>");
        }
    }

    /// <summary>Draws a key and returns where the next one begins.</summary>
    private static int Key(StringBuilder svg, int x, string colour, string name)
    {
        Line(svg, $"<rect x=\"{x}\" y=\"36\" width=\"12\" height=\"12\" fill=\"{colour}\"/>");
        Line(svg, $"<text x=\"{x + 18}\" y=\"47\">{SecurityElement.Escape(name)}</text>");
        return x + 18 + (LetterWidth * name.Length) + Gap;
    }

    private static void Bar(StringBuilder svg, int y, double ratio, double longest, string colour)
    {
        var length = Length(ratio, longest);
        Line(svg, $"<rect x=\"{Left}\" y=\"{y}\" width=\"{length:F1}\" height=\"{BarHeight - 1}\" fill=\"{colour}\"/>");
        Line(svg, $"<text x=\"{Left + length + 5:F1}\" y=\"{y + BarHeight - 3}\" font-size=\"11\">{ratio:F2}</text>");
    }

    private static double Length(double ratio, double longest) => ratio / longest * (Width - Left - Right);

    private static void Line(StringBuilder svg, FormattableString text) => svg.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
