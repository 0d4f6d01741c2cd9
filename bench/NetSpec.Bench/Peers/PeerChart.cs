using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security;
using System.Text;

namespace NetSpec.Bench.Peers;

/// <summary>
/// The ratios as a chart: a row for each comparison, a bar for each number of threads, on a logarithmic scale that starts where both
/// are as fast. A bar to the right says by how many times ours is the faster.
/// </summary>
internal static class PeerChart
{
    private const int Width = 860, Left = 230, Right = 70, Top = 76, BarHeight = 11, Gap = 10, Bottom = 34;

    private const string Ink = "#222", Pale = "#555";

    private static readonly string[] Colours = ["#2f6f9f", "#e0892b", "#5a9a57", "#8a5fa8"];

    public static string Of(Machine machine, IReadOnlyList<PeerRow> rows)
    {
        int[] threads = [.. rows.Select(row => row.Threads).Distinct().Order()];
        (string Name, PeerRow[] Rows)[] groups = [.. rows.GroupBy(row => row.Name).Select(group => (group.Key, group.ToArray()))];
        var least = Math.Min(-1, (int)Math.Floor(Math.Log2(rows.Min(row => row.Ratio))));
        var most = Math.Max(1, (int)Math.Ceiling(Math.Log2(rows.Max(row => row.Ratio))));
        var rowHeight = (threads.Length * BarHeight) + Gap;
        var height = Top + (groups.Length * rowHeight) + Bottom;
        double X(double ratio) => Left + ((Math.Log2(ratio) - least) / (most - least) * (Width - Left - Right));

        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Width}\" height=\"{height}\" ")
            .Append(CultureInfo.InvariantCulture, $"viewBox=\"0 0 {Width} {height}\" font-family=\"sans-serif\">\n");
        Box(svg, 0, 0, Width, height, "white");
        var peers = string.Join(" and of ", rows.Select(row => row.Peer).Distinct());
        Text(svg, 12, 22, $"Time of {peers} over ours: to the right of 1, ours is the faster", "start", Ink, 14);
        var speed = FormattableString.Invariant($"{machine.GigaflopsPerCore:f0} GFLOP/s a core");
        Text(svg, 12, 40, $"{machine.Processor}, {machine.Vectors}, {speed}", "start", Pale, 11);
        for (var i = 0; i < threads.Length; i++)
        {
            var x = Left + (i * 110);
            Box(svg, x, 51, 12, BarHeight, Colours[i % Colours.Length]);
            Text(svg, x + 17, 61, FormattableString.Invariant($"{threads[i]} thread{(threads[i] == 1 ? "" : "s")}"), "start", Ink, 12);
        }

        for (var power = least; power <= most; power++)
        {
            var x = X(Math.Pow(2, power));
            Box(svg, x - 0.5, Top - 6, 1, height - Bottom - Top + 6, power == 0 ? Ink : "#ddd");
            Text(svg, x, height - Bottom + 16, Math.Pow(2, power).ToString(CultureInfo.InvariantCulture), "middle", Pale, 11);
        }

        for (var i = 0; i < groups.Length; i++)
        {
            var y = Top + (i * rowHeight);
            Text(svg, Left - 10, y + (threads.Length * BarHeight / 2) + 4, groups[i].Name, "end", Ink, 12);
            foreach (var row in groups[i].Rows)
            {
                var index = Array.IndexOf(threads, row.Threads);
                var (from, to) = (X(Math.Min(1, row.Ratio)), X(Math.Max(1, row.Ratio)));
                var top = y + (index * BarHeight);
                Box(svg, from, top, Math.Max(0.5, to - from), BarHeight - 1, Colours[index % Colours.Length]);
                var (place, anchor) = row.Ratio >= 1 ? (to + 4, "start") : (from - 4, "end");
                Text(svg, place, top + BarHeight - 2, row.Ratio.ToString("f2", CultureInfo.InvariantCulture), anchor, Ink, 10);
            }
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void Box(StringBuilder svg, double x, double y, double width, double height, string colour) => svg.Append(
        CultureInfo.InvariantCulture,
        $"<rect x=\"{x:f1}\" y=\"{y:f1}\" width=\"{width:f1}\" height=\"{height:f1}\" fill=\"{colour}\"/>\n");

    private static void Text(StringBuilder svg, double x, double y, string text, string anchor, string colour, int size) => svg.Append(
        CultureInfo.InvariantCulture,
        $"<text x=\"{x:f1}\" y=\"{y:f1}\" text-anchor=\"{anchor}\" fill=\"{colour}\" font-size=\"{size}\">{SecurityElement.Escape(text)}</text>\n");
}
