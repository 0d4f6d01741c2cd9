using System;
using Xunit;

namespace NetSpec.Dsl.Tests.Binding;

/// <summary>What messages advise is right: written as they say, the line compiles.</summary>
public sealed class AdviceTests
{
    [Theory]
    [InlineData("input x : 8", "x -> linear(8, true)", "the rest by name, such as bias=true")]
    [InlineData("input x : 8", "x -> linear(4, 3)", "the rest by name, such as bias=true")]
    [InlineData("input x : 8", "x -> linear(8, 4)", "leave out what is known from the operand: linear(4)")]
    [InlineData("input x : 3x8x8", "x -> conv(8, 3, true)", "the rest by name, such as bias=true")]
    [InlineData("input x : 3x8x8", "x -> conv(8, 3, same)", "the rest by name, such as pad=same")]
    [InlineData("input x : 3x8x8", "x -> conv(3, 3, true)", "the rest by name, such as bias=true")]
    [InlineData("input x : 3x8x8", "x -> conv(3, 8, 3)", "leave out what is known from the operand: conv(8, 3)")]
    [InlineData("input x : 3x8x8", "x -> depthwise(3, 1)", "the rest by name, such as stride=1")]
    [InlineData("input x : 3x8x8", "x -> depthwise(3, 5)", "leave out what is known from the operand: depthwise(5)")]
    [InlineData("input x : 3X16X16", "x -> relu", "a shape has a small 'x' between its dimensions: 3x16x16")]
    [InlineData("input x : 3 X 16 X 16", "x -> relu", "a shape has a small 'x' between its dimensions: 3x16x16")]
    [InlineData("input x : [N,28,28]", "x -> relu", "'N' is the batch, which is no part of a shape; write 28x28, or 1x28x28 for a map of one channel")]
    [InlineData("input x : 3x8x8", "x -> flat", "here it is 'flatten'")]
    [InlineData("input x : 3x8x8", "x -> separable(4)", "here it is 'depthwise' followed by 'conv(out, 1x1)'")]
    [InlineData("input x : 3x8x8", "x -> crelu", "concat(x -> relu, x -> scale(bias=false) -> relu), with -1 for the weights of the scale")]
    [InlineData("input x : 8", "x -> maxout", "'groupsort' keeps all values of a group in order")]
    [InlineData("input x : 8", "x -> quantize", "a net computes in single precision, and the pass gpu_half in half")]
    [InlineData("input x : 1x4x4", "x -> kmaxpool(2, 1x1)", "has only 1 antecedent in 'x', but k is 2")]
    [InlineData("input x : 8", "f(x, 16)", "'f' is a stage, not an op of values; feed a value through it: x -> f(...)")]
    [InlineData("input x : 8", "relu(x, 16)", "'relu' is a stage, not an op of values; feed a value through it: x -> relu")]
    public void The_message_ends_with_what_is_right(string input, string value, string expected)
    {
        var problem = Assert.Single(SpecCompiler.Compile($"block f(c) {{\n    out = in -> linear(c)\n}}\nnet N {{\n    {input}\n    output y = {value}\n}}\n").Problems, problem => problem.IsError);

        Assert.EndsWith(expected, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[N,28,28]", "a shape has 'x' between its dimensions, not commas: (N)x28x28")]
    [InlineData("[N, 3, 28, 28]", "'(N)' is the batch, which is no part of a shape; write 3x28x28")]
    [InlineData("[B,28,28]", "'B' is the batch, which is no part of a shape; write 28x28, or 1x28x28 for a map of one channel")]
    public void A_parameter_of_the_net_is_no_batch(string shape, string expected)
    {
        var problem = Assert.Single(SpecCompiler.Compile($"net Net(N=3) {{\n    input x : {shape}\n    output y = x -> relu\n}}\n").Problems);

        Assert.Equal(expected, problem.Message);
    }

    [Theory]
    [InlineData("input x : 4\n    output x", "'x' is the input on line 2, and an argument of Forward; give it out under a name of its own: output x_out = x")]
    [InlineData("input x : 4\n    output x : 4", "'x' is the input on line 2, and an argument of Forward; give it out under a name of its own: output x_out = x")]
    [InlineData("input a : 4\n    x = a -> relu\n    output x\n    output x", "'x' is an output already, on line 4, and an argument of Forward; leave this line out, or give the value out once more under a name of its own: output x_out = x")]
    public void An_end_that_is_given_out_says_under_which_name(string lines, string expected)
    {
        var text = $"net N {{\n    {lines}\n}}\n";
        Assert.Equal(expected, Assert.Single(SpecCompiler.Compile(text).Problems).Message);

        var last = text.LastIndexOf("output x", StringComparison.Ordinal);
        Assert.Empty(SpecCompiler.Compile(text[..last] + "output x_out = x" + text[text.IndexOf('\n', last)..]).Problems);
    }

    [Fact]
    public void An_expression_is_a_vector() => Assert.Equal("48", SpecCompiler.Compile("net N {\n    input x : 3*16\n    output y = x -> relu\n}\n").Nets[0].Nodes[0].Shape.ToString());
}
