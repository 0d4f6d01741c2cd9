using System;
using System.Globalization;
using System.IO;
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
            Report.Write(writer, rounds: 1);
            var report = writer.ToString();
            Assert.All(["Linear N x N", "Feed-forward network", "Multi-head attention", "Block", "ViT-S/16"], part => Assert.Contains("  " + part + " ", report, StringComparison.Ordinal));
            Assert.Contains("1 thread", report, StringComparison.Ordinal);
            Assert.DoesNotContain('!', report);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }
}
