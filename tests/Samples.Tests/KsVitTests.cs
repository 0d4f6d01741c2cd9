using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using Samples.KsVit;
using Xunit;

namespace NetSpec.Samples.Tests;

/// <summary>The networks have the sizes of the thesis, and the table has a row for each part.</summary>
public sealed class KsVitTests
{
    [Fact]
    public void The_networks_have_the_sizes_of_the_thesis()
    {
        // timm's ViT-S/16; and in place of 12 (4 N² + 8 N²) weights those of 12 blocks' factors.
        const long Square = (2 * 48 * 192) + (192 * 48 * 2), Wide = (6 * 64 * 64) + (768 * 192 * 2), N = 384;
        Assert.Equal(22_050_664, DenseViT.ParameterCount);
        Assert.Equal(DenseViT.ParameterCount - (12 * 12 * N * N) + (12 * ((4 * Square) + (2 * Wide))), SparseViT.ParameterCount);
        Assert.Equal(SparseLinear.MultiplyAdds, 197 * Square);
    }

    [Fact]
    public void The_table_has_a_row_for_each_part_under_any_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "!" } };
            using var writer = new StringWriter();
            var measured = Report.Write(writer, rounds: 1);
            var report = writer.ToString();
            Assert.All(["Linear N x N", "Feed-forward network", "Multi-head attention", "Block", "ViT-S/16"], part => Assert.Contains("  " + part + " ", report, StringComparison.Ordinal));
            Assert.Contains("1 thread", report, StringComparison.Ordinal);
            Assert.DoesNotContain('!', report);
            Assert.Equal(5 * Math.Min(2, Environment.ProcessorCount), measured.Count);
            Drawn(Chart.Draw(measured), measured);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void A_bar_is_as_long_as_its_ratio()
    {
        var part = Part.All()[0];
        Measurement[] measured = [new(part, 1, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(1)), new(part, 2, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1))];

        var bars = Drawn(Chart.Draw(measured), measured);

        Assert.Equal(new[] { 0.25, 0.5, part.Published }, bars.Select(bar => bar / (4 * bars[0])).Select(ratio => Math.Round(ratio, 3)));
        Assert.Throws<ArgumentException>(() => Chart.Draw([]));
    }

    /// <summary>The lengths of the bars of a drawing, which is well-formed and has a bar for each measurement and each part of the thesis.</summary>
    private static double[] Drawn(string svg, IReadOnlyList<Measurement> measured)
    {
        var shapes = XDocument.Parse(svg).Root!.Elements().Where(element => element.Name.LocalName == "rect").ToList();
        double[] bars = [.. shapes.Where(shape => (string?)shape.Attribute("height") == "13").Select(shape => double.Parse((string)shape.Attribute("width")!, CultureInfo.InvariantCulture))];
        Assert.Equal(measured.Count + measured.Select(one => one.Part).Distinct().Count(), bars.Length);
        return bars;
    }
}
