using System;
using System.Linq;
using NetSpec.Dsl.Text;
using Xunit;

namespace NetSpec.Dsl.Tests.Text;

public class LineMapTests
{
    [Theory]
    [InlineData("", 1)]
    [InlineData("a", 1)]
    [InlineData("a\n", 2)]
    [InlineData("a\nb\nc", 3)]
    [InlineData("a\r\nb", 2)]
    [InlineData("a\rb", 2)]
    [InlineData("\r\r\n\n", 4)]
    [InlineData("a\u2028b\u0085c\fd", 1)]
    public void A_line_ends_with_LF_CRLF_or_CR(string text, int lines) => Assert.Equal(lines, new LineMap(text).Count);

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(2, 0, 2)]
    [InlineData(3, 1, 0)]
    [InlineData(5, 1, 2)]
    [InlineData(6, 1, 3)]
    [InlineData(7, 2, 0)]
    [InlineData(8, 3, 0)]
    [InlineData(9, 3, 1)]
    public void Finds_line_and_column(int offset, int line, int column) =>
        Assert.Equal(new TextPosition(line, column), new LineMap("ab\ncd\r\n\re").PositionOf(offset));

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    public void Refuses_an_offset_outside_the_text(int offset) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new LineMap("abc").PositionOf(offset));

    [Fact]
    public void A_place_leads_back_to_its_offset()
    {
        const string Text = "a\r\nbb\n\nccc\rd";
        var map = new LineMap(Text);

        Assert.All(Enumerable.Range(0, Text.Length + 1), offset =>
            Assert.Equal(offset, map.StartOf(map.PositionOf(offset).Line) + map.PositionOf(offset).Column));
    }
}
