using System;
using System.Linq;

namespace NetSpec.Formats.Onnx.Importing;

/// <summary>A value that depends on the input: a node of the net, seen under dimensions and an order of axes of ONNX's.</summary>
/// <param name="Node">The node.</param>
/// <param name="Dims">The dimensions without the batch; a reshape changes these alone.</param>
/// <param name="Order">Which axes of [batch, dimensions] stand where; null where none was moved.</param>
internal sealed record ActivationView(int Node, long[] Dims, int[]? Order = null)
{
    public int Rank => Dims.Length + 1;

    public long Size => Dims.Aggregate(1L, (size, dim) => size * dim);

    /// <summary>The view with its axes moved. Axes of one element may stand anywhere: where nothing but them moved, nothing did.</summary>
    public ActivationView Moved(int[] permutation)
    {
        var before = Order ?? [.. Enumerable.Range(0, Rank)];
        int[] order = [.. permutation.Select(axis => before[axis])];
        if (order.SequenceEqual(Enumerable.Range(0, Rank)))
            return this with { Order = null };

        var lengthy = order.Where(axis => axis == 0 || Dims[axis - 1] != 1).ToArray();
        return order[0] == 0 && lengthy.SequenceEqual(lengthy.Order())
            ? new(Node, [.. order.Skip(1).Select(axis => Dims[axis - 1])])
            : this with { Order = order };
    }

    public override string ToString()
    {
        var axes = Order ?? [.. Enumerable.Range(0, Rank)];
        return $"[{string.Join(", ", axes.Select(axis => axis == 0 ? "batch" : FormattableString.Invariant($"{Dims[axis - 1]}")))}]";
    }
}
