using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Reference;

/// <summary>Sorting over channels, position by position: a k-max-pool neuron for each k.</summary>
internal static class Sorts
{
    /// <summary>Each group of consecutive channels in descending order.</summary>
    public static Value GroupSort(GroupSort op, Value x)
    {
        var y = Value.Zeros(x.Shape);
        for (var first = 0; first < x.Channels; first += op.GroupSize)
            Descending(x, y, first, op.GroupSize, op.GroupSize);
        return y;
    }

    /// <summary>The largest channels in descending order.</summary>
    public static Value TopK(TopK op, Value x, Shape shape)
    {
        var y = Value.Zeros(shape);
        Descending(x, y, 0, x.Channels, op.K);
        return y;
    }

    /// <summary>Values from the largest to the smallest. NaN is larger than any number.</summary>
    public static IEnumerable<double> Descending(IEnumerable<double> values) => values.OrderByDescending(double.IsNaN).ThenByDescending(value => value);

    private static void Descending(Value x, Value y, int first, int count, int kept)
    {
        for (var position = 0; position < x.Positions; position++)
        {
            var sorted = Descending(Enumerable.Range(first, count).Select(channel => x.Data[(channel * x.Positions) + position])).ToArray();
            for (var k = 0; k < kept; k++)
                y.Data[((first + k) * x.Positions) + position] = sorted[k];
        }
    }
}
