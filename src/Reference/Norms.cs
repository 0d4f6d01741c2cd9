using System;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Reference;

/// <summary>Norms with statistics of the sample itself.</summary>
internal static class Norms
{
    /// <summary>
    /// (x - mean) / sqrt(variance + eps) over each group of consecutive channels, then weight and bias where there are some: one of each a channel, or one
    /// a place.
    /// </summary>
    public static Value Normalise(Value x, int groups, double epsilon, double[][] p)
    {
        var y = Value.Zeros(x.Shape);
        var size = x.Data.Length / groups;
        for (var first = 0; first < x.Data.Length; first += size)
        {
            var group = x.Data[first..(first + size)];
            var mean = group.Average();
            var variance = group.Average(value => (value - mean) * (value - mean));
            for (var i = first; i < first + size; i++)
            {
                var normal = (x.Data[i] - mean) / Math.Sqrt(variance + epsilon);
                var at = p.Length > 0 && p[0].Length == x.Data.Length ? i : i / x.Positions;
                y.Data[i] = p.Length == 0 ? normal : (normal * p[0][at]) + p[1][at];
            }
        }

        return y;
    }

    /// <summary>x / sqrt(mean of x² + eps), times the weight of each feature.</summary>
    public static Value RootMeanSquare(Value x, double epsilon, double[] weight)
    {
        var root = Math.Sqrt(x.Data.Average(value => value * value) + epsilon);
        return new(x.Shape, [.. x.Data.Select((value, i) => value / root * weight[i])]);
    }

    /// <summary>A norm of the channels of each position.</summary>
    public static Value EachPosition(Value x, Func<Value, Value> norm)
    {
        var y = Value.Zeros(x.Shape);
        for (var position = 0; position < x.Positions; position++)
        {
            var channels = Enumerable.Range(0, x.Channels).Select(channel => x.Data[(channel * x.Positions) + position]).ToArray();
            var normal = norm(new Value(Shape.Vector(x.Channels), channels)).Data;
            for (var channel = 0; channel < x.Channels; channel++)
                y.Data[(channel * x.Positions) + position] = normal[channel];
        }

        return y;
    }

    /// <summary>x / (k + alpha / size times the sum of squares of neighbouring channels) to the power of beta.</summary>
    public static Value Local(LocalNorm op, Value x)
    {
        var y = Value.Zeros(x.Shape);
        for (var channel = 0; channel < x.Channels; channel++)
        for (var position = 0; position < x.Positions; position++)
        {
            var sum = 0.0;
            for (var near = channel - (op.Size / 2); near <= channel + ((op.Size - 1) / 2); near++)
                sum += near >= 0 && near < x.Channels ? Math.Pow(x.Data[(near * x.Positions) + position], 2) : 0;
            var at = (channel * x.Positions) + position;
            y.Data[at] = x.Data[at] / Math.Pow(op.K + (op.Alpha / op.Size * sum), op.Beta);
        }

        return y;
    }
}
