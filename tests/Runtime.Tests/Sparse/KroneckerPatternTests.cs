using System;
using System.Linq;
using NetSpec.Runtime.Sparse;
using Xunit;

namespace NetSpec.Runtime.Tests.Sparse;

public sealed class KroneckerPatternTests
{
    [Theory]
    [InlineData(6, 64, 64, 1, 384, 384)]
    [InlineData(1, 768, 192, 2, 1536, 384)]
    [InlineData(2, 3, 5, 7, 42, 70)]
    [InlineData(1, 1, 1, 1, 1, 1)]
    public void Size_weights_and_density_are_those_of_the_support(int a, int b, int c, int d, int rows, int columns)
    {
        var pattern = new KroneckerPattern(a, b, c, d);
        Assert.Equal((rows, columns), (pattern.Rows, pattern.Columns));
        var support = Enumerable.Range(0, rows).Sum(row => Enumerable.Range(0, columns).Count(column => Matrices.IsInSupport(pattern, row, column)));
        Assert.Equal(support, pattern.NonZeros);
        Assert.Equal((double)support / ((double)rows * columns), pattern.Density, 1e-15);
        Assert.Equal(new KroneckerPattern(a, c, b, d), pattern.Transposed);
    }

    [Fact]
    public void Cost_ratios_are_those_of_the_thesis()
    {
        var pattern = new KroneckerPattern(1, 768, 192, 2);
        Assert.Equal(960.0 / (768 * 192), pattern.Rewritings, 1e-15);
        Assert.Equal(2 * 960.0 / (768 * 192), pattern.RewritingEnergy, 1e-15);
    }

    [Theory]
    [InlineData("ks(6, 64, 64, 1)")]
    [InlineData("  ks ( 6,64 , 64,1 ) ")]
    public void A_pattern_is_read_as_a_spec_has_it(string text)
    {
        Assert.Equal(new KroneckerPattern(6, 64, 64, 1), KroneckerPattern.Parse(text));
        Assert.Equal("ks(6, 64, 64, 1)", KroneckerPattern.Parse(text).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("ks")]
    [InlineData("ks()")]
    [InlineData("ks(1, 2, 3)")]
    [InlineData("ks(1, 2, 3, 4, 5)")]
    [InlineData("ks(1, 2, x, 4)")]
    [InlineData("sk(1, 2, 3, 4)")]
    public void Other_text_is_refused_with_an_example(string text) =>
        Assert.Contains("such as ks(6, 64, 64, 1)", Assert.Throws<FormatException>(() => KroneckerPattern.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Numbers_below_one_and_factors_too_large_are_refused()
    {
        Assert.Equal("b", Assert.Throws<ArgumentOutOfRangeException>(() => new KroneckerPattern(1, 0, 2, 3)).ParamName);
        Assert.Contains("4294967296", Assert.Throws<ArgumentException>(() => new KroneckerPattern(1, 65536, 65536, 1)).Message, StringComparison.Ordinal);
    }
}
