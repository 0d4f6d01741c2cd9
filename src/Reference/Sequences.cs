using System;
using System.Linq;
using NetSpec.Dsl.Graph;

namespace NetSpec.Reference;

/// <summary>Values of two dimensions: rows of features, or channels with a length.</summary>
internal static class Sequences
{
    /// <summary>Each token by itself, as a vector.</summary>
    public static Value EachToken(Value x, Shape shape, Func<Value, Value> function) => new(
        shape, [.. x.Data.Chunk(x.Shape.Features).SelectMany(token => function(new Value(Shape.Vector(token.Length), token)).Data)]);

    /// <summary>y[j, i] = x[i, j].</summary>
    public static Value Transpose(Value x, Shape shape) => new(
        shape, [.. Enumerable.Range(0, x.Data.Length).Select(i => x.Data[(i % x.Channels * x.Width) + (i / x.Channels)])]);

    /// <summary>Of each token the features of one operand after another.</summary>
    public static Value ConcatFeatures(Value[] operands, Shape shape) => new(
        shape,
        [.. Enumerable.Range(0, shape.Channels).SelectMany(token => operands.SelectMany(x => x.Data.Skip(token * x.Shape.Features).Take(x.Shape.Features)))]);

    /// <summary>The mean of the tokens.</summary>
    public static Value Mean(Value x, Shape shape) => new(
        shape, [.. Enumerable.Range(0, x.Width).Select(feature => x.Data.Where((_, i) => i % x.Width == feature).Average())]);

    /// <summary>The length as the one row of a map.</summary>
    public static Value AlongLength(Value x, Shape shape, Func<Value, Shape, Value> function) =>
        new(shape, function(new Value(Shape.Map(x.Channels, 1, x.Width), x.Data), Shape.Map(shape.Channels, 1, shape.Width)).Data);
}
