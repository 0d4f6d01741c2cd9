using System;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Reference;

/// <summary>Ops on sequences of tokens, token by token in the memory of a value.</summary>
internal static class TokenMaps
{
    /// <summary>Of each head, softmax(q kᵀ / √d) v over the tokens that a query sees.</summary>
    public static Value Attention(Attention op, Value[] x, Shape shape)
    {
        var (q, k, v) = x.Length == 3 ? (x[0], x[1], x[2]) : (Third(x[0], 0), Third(x[0], 1), Third(x[0], 2));
        var y = Value.Zeros(shape);
        var (tokens, size, width) = (shape.Channels, q.Shape.Features / op.Heads, shape.Features / op.Heads);
        for (var head = 0; head < op.Heads; head++)
        for (var query = 0; query < tokens; query++)
        {
            var scores = new double[op.IsCausal ? query + 1 : tokens];
            for (var key = 0; key < scores.Length; key++)
            for (var i = head * size; i < (head + 1) * size; i++)
                scores[key] += q[query, 0, i] * k[key, 0, i] / Math.Sqrt(size);

            var largest = scores.Max();
            var powers = scores.Select(score => Math.Exp(score - largest)).ToArray();
            var sum = powers.Sum();
            for (var key = 0; key < scores.Length; key++)
            for (var i = head * width; i < (head + 1) * width; i++)
                y.Data[(query * shape.Features) + i] += powers[key] / sum * v[key, 0, i];
        }

        return y;
    }

    /// <summary>The learned tokens, then the operand's.</summary>
    public static Value Prepend(Value x, Shape shape, double[] learned) => new(shape, [.. learned, .. x.Data]);

    /// <summary>Each token and the learned one of its position.</summary>
    public static Value Positions(Value x, double[] learned) => new(x.Shape, [.. x.Data.Select((value, i) => value + learned[i])]);

    /// <summary>The learned tokens of these numbers.</summary>
    public static Value Embedding(Embedding op, Value ids, Shape shape, double[] table) =>
        new(shape, [.. ids.Data.SelectMany(id => table.Skip((int)id * op.Features).Take(op.Features))]);

    /// <summary>The positions of a map, row by row, each with its channels.</summary>
    public static Value Tokens(Value x, Shape shape) =>
        new(shape, [.. Enumerable.Range(0, shape.Size).Select(i => x.Data[(i % shape.Features * x.Positions) + (i / shape.Features)])]);

    /// <summary>One token.</summary>
    public static Value Token(Token op, Value x, Shape shape) => new(shape, [.. x.Data.Skip(op.Index * x.Shape.Features).Take(x.Shape.Features)]);

    /// <summary>A third of each token's features.</summary>
    private static Value Third(Value x, int third)
    {
        var features = x.Shape.Features / 3;
        return new(
            Shape.Sequence(x.Shape.Channels, features), [.. x.Data.Chunk(3 * features).SelectMany(token => token.Skip(third * features).Take(features))]);
    }
}
