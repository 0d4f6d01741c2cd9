using System;
using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Formats.Onnx.Folding;

/// <summary>Axes of one element, left out and put in.</summary>
internal static class Axes
{
    /// <summary>Dimensions without some axes of 1, or without all of them; null where an axis is another.</summary>
    public static long[]? Squeezed(ReadOnlySpan<long> dims, long[]? axes)
    {
        var from = dims.ToArray();
        var left = axes is null
            ? Enumerable.Range(0, from.Length).Where(i => from[i] == 1).ToHashSet()
            : axes.Select(axis => (int)(axis < 0 ? axis + from.Length : axis)).ToHashSet();
        return left.All(axis => axis >= 0 && axis < from.Length && from[axis] == 1) ? [.. from.Where((_, i) => !left.Contains(i))] : null;
    }

    /// <summary>Dimensions with axes of 1 put in; null where an axis lies outside.</summary>
    public static long[]? Unsqueezed(ReadOnlySpan<long> dims, long[] axes)
    {
        var rank = dims.Length + axes.Length;
        var put = axes.Select(axis => (int)(axis < 0 ? axis + rank : axis)).ToHashSet();
        if (put.Count != axes.Length || put.Any(axis => axis < 0 || axis >= rank))
            return null;

        var rest = new Queue<long>(dims.ToArray());
        return [.. Enumerable.Range(0, rank).Select(i => put.Contains(i) ? 1 : rest.Dequeue())];
    }
}
