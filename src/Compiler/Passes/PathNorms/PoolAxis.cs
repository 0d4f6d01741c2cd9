using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Passes.PathNorms;

/// <summary>One window of a pool along one side.</summary>
/// <param name="First">The first position it covers.</param>
/// <param name="Covered">How many it covers.</param>
/// <param name="Padded">How many with the declared padding.</param>
public readonly record struct PoolAxis(int First, int Covered, int Padded)
{
    /// <summary>The windows of a pool from top to bottom.</summary>
    public static IReadOnlyList<PoolAxis> Rows(Op pool, int inputs, int outputs) => WindowOf(pool) is { } window
        ? Sliding(inputs, outputs, window.Kernel.Height, window.Stride.Height, window.Padding.Top, window.Padding.Bottom)
        : Shares(inputs, outputs);

    /// <summary>The windows of a pool from left to right.</summary>
    public static IReadOnlyList<PoolAxis> Columns(Op pool, int inputs, int outputs) => WindowOf(pool) is { } window
        ? Sliding(inputs, outputs, window.Kernel.Width, window.Stride.Width, window.Padding.Left, window.Padding.Right)
        : Shares(inputs, outputs);

    /// <summary>The window of a pool; null for an adaptive one, whose windows share the map evenly.</summary>
    public static Window? WindowOf(Op pool) => pool switch
    {
        MaxPool2D max => max.Window,
        AvgPool2D average => average.Window,
        AdaptiveAvgPool2D => null,
        _ => throw new ArgumentException($"'{pool.Keyword}' is no pool.", nameof(pool)),
    };

    private static PoolAxis[] Sliding(int inputs, int outputs, int kernel, int stride, int before, int after) =>
    [
        .. Enumerable.Range(0, outputs).Select(output =>
        {
            var start = (output * stride) - before;
            var first = Math.Max(0, start);
            return new PoolAxis(first, Math.Min(start + kernel, inputs) - first, Math.Min(start + kernel, inputs + after) - start);
        }),
    ];

    private static PoolAxis[] Shares(int inputs, int outputs) =>
    [
        .. Enumerable.Range(0, outputs).Select(output =>
        {
            var first = (int)((long)output * inputs / outputs);
            var covered = (int)((((output + 1L) * inputs) + outputs - 1) / outputs) - first;
            return new PoolAxis(first, covered, covered);
        }),
    ];
}
