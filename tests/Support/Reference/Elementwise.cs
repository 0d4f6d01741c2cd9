using System;
using System.Linq;
using NetSpec.Dsl.Ops;

namespace NetSpec.Tests.Support.Reference;

/// <summary>Ops that treat every position alike.</summary>
internal static class Elementwise
{
    /// <summary>y = w[channel] x + b[channel]; a missing w is 1, a missing b is 0.</summary>
    public static Value Affine(Value x, double[]? w, double[]? b) => Map(x, (channel, value) =>
        ((w is null ? 1 : w[channel]) * value) + (b is null ? 0 : b[channel]));

    /// <summary>y = a x + c with a = gamma / sqrt(variance + eps) and c = beta - gamma mean / sqrt(variance + eps); a missing gamma is 1, a missing beta 0.</summary>
    public static Value BatchNorm(BatchNorm op, Value x, double[][] p)
    {
        var (mean, variance) = (p[^2], p[^1]);
        var a = variance.Select((v, i) => (op.IsAffine ? p[0][i] : 1) / Math.Sqrt(v + op.Epsilon)).ToArray();
        var c = mean.Select((m, i) => (op.IsAffine ? p[1][i] : 0) - (a[i] * m)).ToArray();
        return Affine(x, a, c);
    }

    /// <summary>The value where it is above zero, else zero.</summary>
    public static Value Relu(Value x) => Map(x, (_, value) => value < 0 ? 0 : value);

    /// <summary>The value where it is above zero, else the slope times it.</summary>
    public static Value LeakyRelu(Value x, double slope) => Map(x, (_, value) => value > 0 ? value : slope * value);

    /// <summary>The value times a number.</summary>
    public static Value Times(Value x, double factor) => Map(x, (_, value) => factor * value);

    /// <summary>1 / (1 + exp(-x)).</summary>
    public static Value Sigmoid(Value x) => Map(x, (_, value) => 1 / (1 + Math.Exp(-value)));

    /// <summary>The operands added from left to right.</summary>
    public static Value Add(Value[] operands)
    {
        var y = Value.Zeros(operands[0].Shape);
        foreach (var operand in operands)
        {
            for (var i = 0; i < y.Data.Length; i++)
                y.Data[i] += operand.Data[i];
        }

        return y;
    }

    private static Value Map(Value x, Func<int, double, double> function)
    {
        var y = Value.Zeros(x.Shape);
        for (var i = 0; i < y.Data.Length; i++)
            y.Data[i] = function(i / x.Positions, x.Data[i]);
        return y;
    }
}
