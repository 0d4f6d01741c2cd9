using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Samples.Digits;

/// <summary>Draws the accuracies of a <see cref="PruningStudy"/> over the level of pruning, as SVG.</summary>
public static class PruningChart
{
    private const int Width = 720, Height = 400, Left = 56, Right = 190, Top = 24, Bottom = 48;
    private const double LastLevel = 0.8;

    /// <summary>The text of an SVG file: a solid line for each method on the network as trained, a dashed one on the rescaled network.</summary>
    /// <param name="study">What was measured.</param>
    /// <param name="unpruned">The accuracy without pruning.</param>
    public static string Draw(PruningStudy study, double unpruned)
    {
        ArgumentNullException.ThrowIfNull(study);
        var svg = new StringBuilder();
        Line(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Width}\" height=\"{Height}\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"13\">");
        Line(svg, $"<title>Digits recognised after pruning, as trained and rescaled</title>");
        Line(svg, $"<rect width=\"{Width}\" height=\"{Height}\" fill=\"white\"/>");
        Axes(svg);
        var row = 0;
        foreach (var (method, name, colour) in Methods())
        {
            var results = PruningStudy.Levels.Select(level => study.Find(method, level)).ToList();
            Curve(svg, colour, "", [(0, unpruned), .. results.Select(result => (result.Level, result.Accuracy))]);
            Curve(svg, method == PruningMethod.Magnitude ? colour : "black", " stroke-dasharray=\"3 5\"", [(0, unpruned), .. results.Select(result => (result.Level, result.RescaledAccuracy))]);
            Key(svg, row++, colour, "", name);
        }

        Key(svg, row++, Methods().First().Colour, " stroke-dasharray=\"3 5\"", "magnitude, rescaled");
        Key(svg, row, "black", " stroke-dasharray=\"3 5\"", "Φ-costs, rescaled");
        Line(svg, $"</svg>");
        return svg.ToString();
    }

    /// <summary>Colours that are told apart by everyone.</summary>
    private static IEnumerable<(PruningMethod Method, string Name, string Colour)> Methods() =>
    [
        (PruningMethod.Magnitude, "magnitude", "#d55e00"),
        (PruningMethod.PhiLayerwise, "Φ-layerwise", "#009e73"),
        (PruningMethod.PhiGlobal, "Φ-global", "#0072b2"),
    ];

    private static void Axes(StringBuilder svg)
    {
        for (var percent = 0; percent <= 100; percent += 20)
        {
            var y = Y(percent / 100.0);
            Line(svg, $"<path d=\"M{Left} {y:F1}H{Width - Right}\" stroke=\"#dddddd\"/>");
            Line(svg, $"<text x=\"{Left - 8}\" y=\"{y + 4:F1}\" text-anchor=\"end\">{percent} %</text>");
        }

        for (var percent = 0; percent <= 100 * LastLevel; percent += 20)
        {
            Line(svg, $"<text x=\"{X(percent / 100.0):F1}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\">{percent} %</text>");
        }

        Line(svg, $"<text x=\"{X(LastLevel / 2):F1}\" y=\"{Height - 8}\" text-anchor=\"middle\">weights set to zero, without training again</text>");
        Line(svg, $"<text x=\"{Left}\" y=\"{Top - 8}\">digits recognised</text>");
    }

    private static void Curve(StringBuilder svg, string colour, string dashes, IReadOnlyList<(double Level, double Accuracy)> points)
    {
        var places = string.Join(" ", points.Select(point => Text($"{X(point.Level):F1},{Y(point.Accuracy):F1}")));
        Line(svg, $"<polyline points=\"{places}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2.5\"{dashes}/>");
    }

    private static void Key(StringBuilder svg, int row, string colour, string dashes, string name)
    {
        var (x, y) = (Width - Right + 20, Top + 16 + (22 * row));
        Line(svg, $"<path d=\"M{x} {y - 4}h28\" stroke=\"{colour}\" stroke-width=\"2.5\"{dashes}/>");
        Line(svg, $"<text x=\"{x + 36}\" y=\"{y}\">{name}</text>");
    }

    private static double X(double level) => Left + (level / LastLevel * (Width - Left - Right));

    private static double Y(double accuracy) => Height - Bottom - (accuracy * (Height - Top - Bottom));

    private static void Line(StringBuilder svg, FormattableString text) => svg.Append(Text(text)).Append('\n');

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
