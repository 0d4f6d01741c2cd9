using System;
using System.Linq;
using NetSpec.Dsl.Problems;
using Xunit;

namespace NetSpec.Dsl.Tests.Binding;

/// <summary>Shapes in the notations of other languages: one message, which ends with the shape that is right, and that shape compiles.</summary>
public sealed class WordsForBatchTests
{
    public static TheoryData<string, string> Shapes
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var shape in new[] { "784", "3x32x32" })
            {
                foreach (var batch in "N n B b batch batch_size bs None ? -1".Split(' '))
                {
                    var commas = $"{batch}, {shape.Replace("x", ", ", StringComparison.Ordinal)}";
                    foreach (var written in new[] { $"{batch}x{shape}", $"{batch} x {shape}", $"({commas})", $"[{commas}]", $"({batch}x{shape})" })
                    {
                        data.Add(written, shape);
                    }
                }

                data.Add($"[{shape}]", shape);
                data.Add($"[{shape.Replace("x", ",", StringComparison.Ordinal)}]", shape);
            }

            data.Add("(3x32x32)", "3x32x32");
            data.Add("(3, 32, 32)", "3x32x32");
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_shape_that_was_meant_is_written_out(string written, string shape)
    {
        var problem = Spec.Problem(Text(written));

        Assert.Equal(ProblemCode.InvalidShape, problem.Code);
        Assert.EndsWith(" " + shape, problem.Message, StringComparison.Ordinal);
        Assert.Empty(SpecCompiler.Compile(Text(problem.Message.Split(' ').Last())).Problems);
    }

    [Theory]
    [InlineData("net M(N=4) {\n    input x : (N)x8x8\n    output y = x -> relu\n    emit forward\n}\n")]
    [InlineData("net M(N=4) {\n    input x : N\n    output y = x -> relu\n    emit forward\n}\n")]
    [InlineData("net M {\n    input x : 3 x 8 x 8\n    output y = x -> conv(4, (3, 3), stride=(2, 2), pad=(1, 1)) -> relu\n    emit forward\n}\n")]
    public void What_the_language_has_stays(string text) => Assert.Empty(SpecCompiler.Compile(text).Problems);

    private static string Text(string shape) => $"net M {{\n    input x : {shape}\n    output y = x -> relu\n    emit forward\n}}\n";
}
