using System;
using System.Globalization;
using System.Linq;
using System.Text;
using NetSpec.Runtime.Sparse;

namespace Samples.KsMlp;

/// <summary>
/// Draws the supports of the factors, and of their products, as SVG. Each feature between two factors has the colour of its
/// block; its column on the left and its row on the right together fill the entries of the product of that colour.
/// </summary>
public static class SupportPicture
{
    private const int Cell = 4, Gap = 40, Margin = 24, Caption = 44, Heading = 40;

    /// <summary>Six hues that are told apart by everyone, each dark and light.</summary>
    private static readonly string[] Colours =
    [
        "#0072b2", "#78b7e0", "#d55e00", "#f0a06c", "#009e73", "#6ccfb2",
        "#b6478c", "#e39fc8", "#c99700", "#edcf62", "#4d4d4d", "#a8a8a8",
    ];

    /// <summary>The patterns of the sample at a sixteenth of their size, so that entries can be seen.</summary>
    public static KroneckerChain Up { get; } = KroneckerChain.Parse("ks(6, 4, 4, 1) -> ks(1, 48, 12, 2)");

    /// <summary>The text of an SVG file, the same on every machine.</summary>
    public static string Draw()
    {
        var (up, down) = (ColouredMatrix.Of(Up), ColouredMatrix.Of(Up.Transposed));
        var (small, large) = (Up.Inputs * Cell, Up.Outputs * Cell);
        var top = Margin + Heading + Caption;
        var left = Margin + (3 * small) + (2 * Gap) + (2 * Gap);
        var lower = top + small + Gap + Caption + 20;
        var (width, height) = (left + small + Gap + large + Margin, top + large + Margin);

        var svg = new StringBuilder();
        Line(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" font-family=\"sans-serif\" font-size=\"12\">");
        Line(svg, $"<title>Supports of Kronecker-sparse factors and of their products</title>");
        Line(svg, $"<rect width=\"{width}\" height=\"{height}\" fill=\"white\"/>");

        Text(svg, Margin, Margin + 8, "The layer up, W = K₁ K₂", " font-size=\"16\"");
        Matrix(svg, Margin, top, up.Product);
        Sign(svg, Margin + small + (Gap / 2), top + (small / 2), "=");
        Matrix(svg, Margin + small + Gap, top, up.Left);
        Sign(svg, Margin + (2 * small) + (3 * Gap / 2), top + (small / 2), "×");
        Matrix(svg, Margin + (2 * small) + (2 * Gap), top, up.Right);

        Text(svg, left, Margin + 8, "The layer down, its transpose", " font-size=\"16\"");
        Matrix(svg, left + small + Gap, top, down.Product);
        Sign(svg, left - (Gap / 2), lower + (small / 2), "=");
        Matrix(svg, left, lower, down.Left);
        Sign(svg, left + small + (Gap / 2), lower + (small / 2), "×");
        Matrix(svg, left + small + Gap, lower, down.Right);

        Note(svg, left, lower + small + Gap);
        Line(svg, $"</svg>");
        return svg.ToString();
    }

    private static void Note(StringBuilder svg, int x, int y)
    {
        Text(svg, x, y, "Each feature between two factors has one colour. Its column on the left", "");
        Text(svg, x, y + 18, "and its row on the right fill the entries of that colour in the product:", "");
        Text(svg, x, y + 36, "a block, whose rank is the number of its features.", "");
        Text(svg, x, y + 60, "Patterns of the sample at a sixteenth of their size.", " fill=\"#555555\"");
    }

    private static void Matrix(StringBuilder svg, int x, int y, ColouredMatrix matrix)
    {
        Text(svg, x, y - 24, matrix.Title, " font-weight=\"bold\"");
        Text(svg, x, y - 8, Invariant($"{matrix.NonZeros:N0} of {matrix.Colours.Length:N0}"), " fill=\"#555555\"");
        Line(svg, $"<g transform=\"translate({x} {y}) scale({Cell})\" shape-rendering=\"crispEdges\">");
        Line(svg, $"<rect width=\"{matrix.Columns}\" height=\"{matrix.Rows}\" fill=\"white\" stroke=\"#bbbbbb\" stroke-width=\"0.25\"/>");
        foreach (var colour in matrix.Colours.Where(colour => colour >= 0).Distinct().Order())
        {
            Line(svg, $"<path fill=\"{Colours[colour % Colours.Length]}\" d=\"{Runs(matrix, colour)}\"/>");
        }

        Line(svg, $"</g>");
    }

    /// <summary>The entries of a colour, neighbours in a row together.</summary>
    private static string Runs(ColouredMatrix matrix, int colour)
    {
        var path = new StringBuilder();
        for (var row = 0; row < matrix.Rows; row++)
        {
            for (var column = 0; column < matrix.Columns; column++)
            {
                var first = column;
                while (column < matrix.Columns && matrix.Colours[(row * matrix.Columns) + column] == colour)
                {
                    column++;
                }

                if (column > first)
                    path.Append(CultureInfo.InvariantCulture, $"M{first} {row}h{column - first}v1h-{column - first}z");
            }
        }

        return path.ToString();
    }

    private static void Sign(StringBuilder svg, int x, int y, string sign) =>
        Line(svg, $"<text x=\"{x}\" y=\"{y + 8}\" font-size=\"24\" text-anchor=\"middle\">{sign}</text>");

    private static void Text(StringBuilder svg, int x, int y, string text, string style) =>
        Line(svg, $"<text x=\"{x}\" y=\"{y}\"{style}>{text}</text>");

    private static void Line(StringBuilder svg, FormattableString text) => svg.Append(Invariant(text)).Append('\n');

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
