using Xunit;

namespace NetSpec.Dsl.Tests.Syntax;

public class StageTests
{
    [Theory]
    [InlineData("relu", "relu")]
    [InlineData("relu()", "relu")]
    [InlineData("relu -> bias->id", "relu -> bias -> id")]
    [InlineData("conv(64, 7x7, stride=2, pad=3) as conv1 -> bn as bn1", "conv(64, extent 7x7, stride=2, pad=3) as conv1 -> bn as bn1")]
    [InlineData("repeat 3 relu", "repeat 3 relu")]
    [InlineData("repeat n-1 basic(64)", "repeat [n-1] basic(64)")]
    [InlineData("repeat 2 (conv(c, 3x3) -> relu) as body", "repeat 2 <conv(c, extent 3x3) -> relu> as body")]
    [InlineData("repeat (2) (relu)", "repeat 2 <relu>")]
    [InlineData("repeat l in 1..10 ks(2^(l-1), 2, 2, 2^(10-l)) -> bias", "repeat l in 1..10 ks([2^[l-1]], 2, 2, [2^[10-l]]) -> bias")]
    [InlineData("repeat i in a+1 .. 2*b f(i) as g.{i}", "repeat i in [a+1]..[2*b] f(i) as g.'{i}")]
    [InlineData("repeat i in 1..n (f -> g)", "repeat i in 1..n <f -> g>")]
    [InlineData("repeat 2 repeat 3 relu", "repeat 2 repeat 3 relu")]
    [InlineData("repeat 3 x1", "repeat 3 x1")]
    [InlineData("repeat 3 x", "repeat 3 x")]
    [InlineData("(f)", "<f>")]
    [InlineData("((f -> g) -> h) as a", "<<f -> g> -> h> as a")]
    [InlineData("repeats -> as1 -> within -> input1", "repeats -> as1 -> within -> input1")]
    [InlineData("x3(1) -> x -> x3x3", "x3(1) -> x -> x3x3")]
    [InlineData("depthwise(3x3, pad=1) -> convt(2, 2x2, stride=2)", "depthwise(extent 3x3, pad=1) -> convt(2, extent 2x2, stride=2)")]
    public void Stages(string text, string expected) => Assert.Equal(expected, Parsed.Stages(text));

    [Theory]
    [InlineData("f as a", "f as a")]
    [InlineData("f with a.b", "f with a.b")]
    [InlineData("f as a.{i} with b.{i+1}", "f as a.'{i} with b.'{[i+1]}")]
    [InlineData("(f -> g) as a with b -> h", "<f -> g> as a with b -> h")]
    [InlineData("f as 0", "f as 0")]
    [InlineData("f as layer1.0.downsample.1", "f as layer1.0.downsample.1")]
    [InlineData("f as {i}", "f as {i}")]
    [InlineData("f as { 2*i + 1 }", "f as {[[2*i]+1]}")]
    [InlineData("f as level{i}", "f as level'{i}")]
    [InlineData("f as a{i}b.{j}{k}.c", "f as a'{i}'b.'{j}'{k}'.c")]
    [InlineData("f as block.in.as.repeat", "f as block.in.as.repeat")]
    [InlineData("f as as -> g", "f as as -> g")]
    [InlineData("f(1) as a -> g", "f(1) as a -> g")]
    public void Names_of_layers(string text, string expected) => Assert.Equal(expected, Parsed.Stages(text));
}
