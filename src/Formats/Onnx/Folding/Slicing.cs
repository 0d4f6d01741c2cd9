using System;
using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Formats.Onnx.Folding;

/// <summary>Parts of constants of whole numbers: every so many elements along some axes, also backwards.</summary>
internal static class Slicing
{
    public static Constant? Fold(Constant x, string name, long[]? starts, long[]? ends, long[]? axes, long[]? steps)
    {
        if (x.IsFloat || !x.IsSmall || starts is null || ends is null || ends.Length != starts.Length)
            return null;
        axes ??= [.. Enumerable.Range(0, starts.Length).Select(axis => (long)axis)];
        steps ??= [.. Enumerable.Repeat(1L, starts.Length)];
        if (axes.Length != starts.Length || steps.Length != starts.Length)
            return null;

        var dims = x.Shape.ToArray();
        var ranges = dims.Select(dim => (Start: 0L, Count: dim, Step: 1L)).ToArray();
        for (var i = 0; i < starts.Length; i++)
        {
            var axis = axes[i] < 0 ? axes[i] + dims.Length : axes[i];
            if (axis < 0 || axis >= dims.Length || steps[i] is 0 or < int.MinValue or > int.MaxValue)
                return null;
            ranges[axis] = Range(dims[axis], starts[i], ends[i], steps[i]);
        }

        long[] shape = [.. ranges.Select(range => range.Count)];
        var values = x.Integers();
        return Constant.OfIntegers(name, shape, [.. Places(dims, ranges).Select(place => values[place])]);
    }

    private static (long Start, long Count, long Step) Range(long size, long start, long end, long step)
    {
        var (first, last) = step > 0 ? (0L, size) : (-1L, size - 1);
        long Clamped(long at) => Math.Clamp(at < 0 ? at + size : at, first, Math.Max(first, last));
        var (from, to) = (step < 0 ? Math.Max(0, Clamped(start)) : Clamped(start), Clamped(end));
        var count = step > 0 ? (to - from + step - 1) / step : (from - to - step - 1) / -step;
        return (from, Math.Max(0, Math.Min(count, size)), step);
    }

    /// <summary>Where the elements of the result lie.</summary>
    private static List<long> Places(long[] dims, (long Start, long Count, long Step)[] ranges)
    {
        var places = new List<long> { 0 };
        for (var axis = 0; axis < dims.Length; axis++)
        {
            var (start, count, step) = ranges[axis];
            places = [.. places.SelectMany(place => Enumerable.Range(0, (int)count).Select(i => (place * dims[axis]) + start + (i * step)))];
        }

        return places;
    }
}
