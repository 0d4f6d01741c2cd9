using System;
using System.Globalization;
using System.Linq;
using NetSpec.Compiler.Emit.Writing;
using Xunit;

namespace NetSpec.Generator.Tests.Emit;

public sealed class CSharpTests
{
    [Theory]
    [InlineData(1e-5, "1e-5")]
    [InlineData(0.001, "0.001")]
    [InlineData(1, "1d")]
    [InlineData(-2.5e300, "-2.5e300")]
    [InlineData(double.NaN, "double.NaN")]
    [InlineData(double.NegativeInfinity, "double.NegativeInfinity")]
    public void Doubles_read_back(double value, string text) => Assert.Equal(text, CSharp.Literal(value));

    [Theory]
    [InlineData(0.1f, "0.1f")]
    [InlineData(-1f, "-1f")]
    [InlineData(float.PositiveInfinity, "float.PositiveInfinity")]
    [InlineData(float.MaxValue, "3.4028235e38f")]
    [InlineData(float.Epsilon, "1.401298e-45f")]
    public void Floats_read_back(float value, string text) => Assert.Equal(text, CSharp.Literal(value));

    [Fact]
    public void Random_numbers_read_back_bit_by_bit()
    {
        var random = new Random(1);
        for (var i = 0; i < 20_000; i++)
        {
            var number = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            var single = BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue));
            if (double.IsFinite(number))
                Assert.Equal(number, double.Parse(CSharp.Literal(number).TrimEnd('d'), CultureInfo.InvariantCulture));
            if (float.IsFinite(single))
                Assert.Equal(single, float.Parse(CSharp.Literal(single).TrimEnd('f'), CultureInfo.InvariantCulture));
        }
    }

    [Theory]
    [InlineData("layer1.0.conv1", "Layer1_0Conv1")]
    [InlineData("s4.relu", "S4Relu")]
    [InlineData("0", "_0")]
    [InlineData("running_mean", "RunningMean")]
    [InlineData("layer.0.conv1.weight", "Layer0Conv1Weight")]
    [InlineData("layer1.0.bn1.running_mean", "Layer1_0Bn1RunningMean")]
    [InlineData("fc.weight", "FcWeight")]
    [InlineData("weight", "Weight")]
    [InlineData("0.weight", "_0Weight")]
    [InlineData("conv1_2", "Conv1_2")]
    [InlineData("._.", "_")]
    [InlineData("a-b", "A_b")]
    [InlineData("", "_")]
    public void Spec_names_become_member_names(string name, string member) => Assert.Equal(member, Identifiers.Member(name));

    [Fact]
    public void Names_given_twice_are_numbered()
    {
        var names = new Identifiers(["Load"]);

        Assert.Equal(["Load_2", "A", "A_2", "A_2_2", "A_3"], new[] { "Load", "A", "A", "A_2", "A" }.Select(names.Unique));
    }

    [Theory]
    [InlineData("class", "@class")]
    [InlineData("record", "@record")]
    [InlineData("image", "image")]
    public void Words_of_the_language_are_escaped(string name, string escaped) => Assert.Equal(escaped, CSharp.Escape(name));

    [Fact]
    public void Text_cannot_leave_a_comment_or_a_string()
    {
        Assert.Equal("a b c d", CSharp.Comment("a\nb\u2028c\rd"));
        Assert.Equal("a &lt;b&gt; &amp; c", CSharp.Xml("a <b> & c"));
        Assert.Equal("\"a\\\"\\\\\\u000a\"", CSharp.Literal("a\"\\\n"));
    }

    [Fact]
    public void Long_statements_are_wrapped_before_arrows()
    {
        var statement = "s = x" + string.Concat(Enumerable.Repeat(" -> conv(64, 3x3, pad=1)", 8));
        var lines = Comments.Wrap(statement).ToList();

        Assert.Equal(2, lines.Count);
        Assert.StartsWith("    -> conv", lines[1], StringComparison.Ordinal);
        Assert.Equal(statement, string.Concat(lines[0], " ", lines[1].Trim()));
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("1", "1")]
    [InlineData("0.03125", "0.0313")]
    [InlineData("0.00651041666", "0.00651")]
    [InlineData("0.00000001525", "0.0000000153")]
    [InlineData("16.6666", "16.7")]
    [InlineData("50.0", "50")]
    [InlineData("99.96", "100")]
    [InlineData("170.67", "171")]
    [InlineData("12345.6", "12,346")]
    public void A_measure_has_three_digits_for_people(string value, string text) =>
        Assert.Equal(text, CSharp.Readable(decimal.Parse(value, CultureInfo.InvariantCulture)));
}
