using System;
using System.Linq;
using NetSpec.Dsl.Ops;

namespace NetSpec.Reference;

/// <summary>Ops that treat every position alike.</summary>
internal static class ElementwiseMaps
{
    /// <summary>y = w[channel] x + b[channel]; a missing w is 1, a missing b is 0.</summary>
    public static Value Affine(Value x, double[]? w, double[]? b) => Map(x, (channel, value) =>
        ((w is null ? 1 : w[channel]) * value) + (b is null ? 0 : b[channel]));

    /// <summary>
    /// y = a x + c with a = gamma / sqrt(variance + eps) and c = beta - gamma mean / sqrt(variance + eps); a missing gamma is 1, a missing beta 0.
    /// </summary>
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
    public static Value LeakyRelu(Value x, double slope) => Map(x, (_, value) => value > 0 ? value : Share(value, slope));

    /// <summary>The value where it is above zero, else the channel's slope, or the only one, times it.</summary>
    public static Value PRelu(Value x, double[] slopes) => Map(x, (channel, value) => value > 0 ? value : slopes[slopes.Length == 1 ? 0 : channel] * value);

    /// <summary>The value times the channel's slope, or the only one.</summary>
    public static Value Slope(Value x, double[] slopes) => Map(x, (channel, value) => slopes[slopes.Length == 1 ? 0 : channel] * value);

    /// <summary>The value times a number.</summary>
    public static Value Times(Value x, double factor) => Map(x, (_, value) => factor * value);

    /// <summary>The value and a number.</summary>
    public static Value Plus(Value x, double summand) => Map(x, (_, value) => value + summand);

    /// <summary>1 / (1 + exp(-x)).</summary>
    public static Value Sigmoid(Value x) => Map(x, (_, value) => 1 / (1 + Math.Exp(-value)));

    /// <summary>The value, or the nearest bound.</summary>
    public static Value Clamp(Value x, double low, double high) => Map(x, (_, value) => value < low ? low : value > high ? high : value);

    /// <summary>The distance from 0.</summary>
    public static Value Abs(Value x) => Map(x, (_, value) => Math.Abs(value));

    /// <summary>(exp(x) - exp(-x)) / (exp(x) + exp(-x)).</summary>
    public static Value Tanh(Value x) => Map(x, (_, value) => Math.Tanh(value));

    /// <summary>x / (1 + exp(-x)).</summary>
    public static Value Silu(Value x) => Map(x, (_, value) => Share(value, 1 / (1 + Math.Exp(-value))));

    /// <summary>x tanh(ln(1 + exp(x))).</summary>
    public static Value Mish(Value x) => Map(x, (_, value) => Share(value, Math.Tanh(value > 30 ? value : Math.Log(1 + Math.Exp(value)))));

    /// <summary>relu6(x + 3) / 6.</summary>
    public static Value HardSigmoid(Value x) => Map(x, (_, value) => Math.Clamp(value + 3, 0, 6) / 6);

    /// <summary>x relu6(x + 3) / 6.</summary>
    public static Value HardSwish(Value x) => Map(x, (_, value) => Share(value, Math.Clamp(value + 3, 0, 6)) / 6);

    /// <summary>The value where it is above zero, else alpha (exp(x) - 1).</summary>
    public static Value Elu(Value x, double alpha) => Map(x, (_, value) => value > 0 ? value : alpha * (Math.Exp(value) - 1));

    /// <summary>ln(1 + exp(x)).</summary>
    public static Value Softplus(Value x) => Map(x, (_, value) => value > 30 ? value : Math.Log(1 + Math.Exp(value)));

    /// <summary>x times the normal distribution, or the approximation of that by a tanh.</summary>
    public static Value Gelu(Value x, bool usesTanh) => Map(x, (_, value) => usesTanh
        ? Share(value, 1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (value + (0.044715 * value * value * value)))) / 2
        : Share(value, Normal.Distribution(value)));

    /// <summary>exp(x) over its sum over the channels of the position, or the logarithm of that.</summary>
    public static Value Softmax(Value x, bool isLogarithm)
    {
        var y = Value.Zeros(x.Shape);
        for (var position = 0; position < x.Positions; position++)
        {
            var channels = Enumerable.Range(0, x.Data.Length / x.Positions).Select(channel => (channel * x.Positions) + position).ToArray();
            var largest = channels.Max(i => x.Data[i]);
            var sum = channels.Sum(i => Math.Exp(x.Data[i] - largest));
            foreach (var i in channels)
                y.Data[i] = isLogarithm ? x.Data[i] - largest - Math.Log(sum) : Math.Exp(x.Data[i] - largest) / sum;
        }

        return y;
    }

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

    /// <summary>The operands multiplied; one of one position multiplies all positions of the other's channel.</summary>
    public static Value Multiply(Value a, Value b) => a.Data.Length < b.Data.Length
        ? Multiply(b, a)
        : new(a.Shape, [.. a.Data.Select((value, i) => value * b.Data[a.Shape == b.Shape ? i : i / a.Positions])]);

    /// <summary>A product, of which nothing is left where the share is 0, of an infinity too: functions have their limits there.</summary>
    private static double Share(double value, double share) => share == 0 && !double.IsNaN(value) ? 0 : share * value;

    private static Value Map(Value x, Func<int, double, double> function)
    {
        var y = Value.Zeros(x.Shape);
        for (var i = 0; i < y.Data.Length; i++)
            y.Data[i] = function(i / x.Positions, x.Data[i]);
        return y;
    }
}
