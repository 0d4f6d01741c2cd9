using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using Samples.KsMlp;
using Xunit;

namespace NetSpec.Samples.Tests;

/// <summary>The sparse network computes what its factors multiply to, the errors are those that the README tells, and the picture is the one that is checked in.</summary>
public sealed class KsMlpTests
{
    private const int Tokens = 70;

    private static readonly Lazy<Mlp[]> Mlps = new(() => [.. DenseWeights.All.Select(weights => new Mlp(weights))]);

    [Fact]
    public void The_sparse_network_is_the_dense_one_of_the_products()
    {
        foreach (var mlp in Mlps.Value)
        {
            var x = Enumerable.Range(0, Tokens * DenseMlp.TokensSize).Select(i => MathF.Cos(i * 0.37f)).ToArray();
            var (expected, sparse) = (new float[x.Length], new float[x.Length]);
            mlp.NewProduct().Forward(x, expected, Tokens);
            mlp.Sparse.Forward(x, sparse, Tokens, threads: 2);
            var size = expected.Max(MathF.Abs);
            Assert.All(expected.Zip(sparse), pair => Assert.Equal(pair.First, pair.Second, 1e-5f * size));
        }
    }

    [Fact]
    public void Errors_are_those_of_the_readme()
    {
        double[][] expected = [[0.616, 0.616, 0.761], [0.0006, 0.0006, 0.0002], [0.0069, 0.0069, 0.0101]];
        foreach (var (mlp, errors) in Mlps.Value.Zip(expected))
        {
            Assert.InRange(mlp.UpFactors.RelativeError, 0.85 * errors[0], 1.15 * errors[0]);
            Assert.InRange(mlp.DownFactors.RelativeError, 0.85 * errors[1], 1.15 * errors[1]);
            Assert.InRange(mlp.OutputError(196), 0.5 * errors[2], 1.5 * errors[2]);
        }
    }

    [Fact]
    public void The_best_device_computes_what_the_CPU_computes()
    {
        using var writer = new StringWriter();

        var difference = DeviceReport.Write(writer, Mlps.Value[^1].Sparse);

        Assert.InRange(difference, 0, 1e-5);
        Assert.Contains("The sparse network on ", writer.ToString(), StringComparison.Ordinal);
        Assert.Contains(" tokens, the CPU's result to ", writer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_networks_have_the_sizes_of_the_thesis()
    {
        Assert.Equal(1_181_568, DenseMlp.ParameterCount);
        Assert.Equal(640_896, SparseMlp.ParameterCount);
        Assert.Equal(SparseMlp.MultiplyAdds, Mlp.Up.NonZeros + Mlp.Down.NonZeros);
    }

    [Fact]
    public void The_picture_is_the_one_checked_in()
    {
        var drawn = SupportPicture.Draw();
        Assert.Equal(File.ReadAllText(Path.Combine(Folder(), "../../samples/KsMlp/supports.svg")), drawn);

        // Four factors and two products, of which the products are full.
        var svg = XDocument.Parse(drawn).Root!;
        Assert.Equal(6, svg.Elements(svg.Name.Namespace + "g").Count());
        var (product, left, right) = ColouredMatrix.Of(SupportPicture.Up);
        Assert.Equal(product.Rows * product.Columns, product.NonZeros);
        Assert.Equal((SupportPicture.Up[1].NonZeros, SupportPicture.Up[0].NonZeros), (left.NonZeros, right.NonZeros));
        Assert.Equal(12, product.Colours.Distinct().Count());
    }

    [Fact]
    public void The_report_tells_sizes_errors_and_times_under_any_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "!", NegativeSign = "~", NumberGroupSeparator = "?" } };
            using var writer = new StringWriter();
            Report.Write(writer);
            var report = writer.ToString();
            Assert.Contains("  up      1536 x 384      ks(6, 64, 64, 1) -> ks(1, 768, 192, 2)       54.2 %", report, StringComparison.Ordinal);
            Assert.Contains("  parameters                1,181,568     640,896    54.2 %", report, StringComparison.Ordinal);
            Assert.Contains("  random numbers           61.", report, StringComparison.Ordinal);
            Assert.Contains("1,568 tokens, 1 thread", report, StringComparison.Ordinal);
            Assert.DoesNotContain('!', report);
            Assert.DoesNotContain('~', report);
            Assert.DoesNotContain('?', report);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
