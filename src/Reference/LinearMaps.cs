using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Reference;

/// <summary>Dense and Kronecker-sparse matrices.</summary>
internal static class LinearMaps
{
    /// <summary>y[o] = sum over i of w[o, i] x[i], or of w[i, o] x[i] with a transposed weight, plus b[o].</summary>
    public static Value Linear(Linear op, Value x, double[][] p)
    {
        var y = Value.Zeros(Shape.Vector(op.OutFeatures));
        for (var o = 0; o < op.OutFeatures; o++)
        {
            var sum = 0.0;
            for (var i = 0; i < x.Data.Length; i++)
                sum += p[0][op.IsTransposed ? (i * op.OutFeatures) + o : (o * x.Data.Length) + i] * x.Data[i];
            y.Data[o] = op.HasBias ? sum + p[1][o] : sum;
        }

        return y;
    }

    /// <summary>The factor over the channels of each position.</summary>
    public static Value EachPosition(Kronecker op, Value x, Shape shape, double[] w)
    {
        var y = Value.Zeros(shape);
        for (var position = 0; position < x.Positions; position++)
        {
            var channels = Enumerable.Range(0, x.Channels).Select(channel => x.Data[(channel * x.Positions) + position]).ToArray();
            var product = Kronecker(op, new Value(Shape.Vector(x.Channels), channels), w).Data;
            for (var channel = 0; channel < y.Channels; channel++)
                y.Data[(channel * y.Positions) + position] = product[channel];
        }

        return y;
    }

    /// <summary>
    /// For block i of a and residue j of d: y[i b d + k d + j] = sum over l of w[i, k, l, j] x[i c d + l d + j].
    /// </summary>
    public static Value Kronecker(Kronecker op, Value x, double[] w)
    {
        var (a, b, c, d) = (op.Pattern.A, op.Pattern.B, op.Pattern.C, op.Pattern.D);
        var y = Value.Zeros(Shape.Vector(a * b * d));
        for (var i = 0; i < a; i++)
        for (var k = 0; k < b; k++)
        for (var l = 0; l < c; l++)
        for (var j = 0; j < d; j++)
            y.Data[(((i * b) + k) * d) + j] += w[(((((i * b) + k) * c) + l) * d) + j] * x.Data[(((i * c) + l) * d) + j];
        return y;
    }
}
