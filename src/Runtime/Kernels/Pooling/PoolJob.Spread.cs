using System;
using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Pooling;

/// <summary>Sums over the windows that cover a position: the adjoint of sums over windows. The operand is written, the result read.</summary>
internal unsafe partial struct PoolJob
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Spread<TLanes>(void* state, int chunk)
        where TLanes : struct, ILanes<TLanes>
    {
        ref readonly var job = ref *(PoolJob*)state;
        var source = job.Target(chunk);
        var target = job.Source(chunk);
        for (var y = 0; y < job._from.Height; y++)
        {
            var (top, bottom) = job.WindowRows(y);
            for (var x = 0; x < job._from.Width; x++)
            {
                var (left, right) = job.WindowColumns(x);
                var sum = TLanes.All(0);
                for (var r = top; r < bottom; r++)
                {
                    for (var c = left; c < right; c++)
                    {
                        sum = TLanes.Add(sum, TLanes.Load(source + (r * job._to.Row) + (c * (nint)Map.Lanes)));
                    }
                }

                sum.Store(target + (y * job._from.Row) + ((nint)x * Map.Lanes));
            }
        }
    }

    /// <summary>The same with each window's value times count^-q.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SpreadByCounts<TLanes>(void* state, int chunk)
        where TLanes : struct, ILanes<TLanes>
    {
        ref readonly var job = ref *(PoolJob*)state;
        var source = job.Target(chunk);
        var target = job.Source(chunk);
        var (last, factor) = (-1L, TLanes.All(0));
        for (var y = 0; y < job._from.Height; y++)
        {
            var (top, bottom) = job.WindowRows(y);
            for (var x = 0; x < job._from.Width; x++)
            {
                var (left, right) = job.WindowColumns(x);
                var sum = TLanes.All(0);
                for (var r = top; r < bottom; r++)
                {
                    for (var c = left; c < right; c++)
                    {
                        var count = job.Count(r, c);
                        if (count != last)
                        {
                            (last, factor) = (count, TLanes.All((float)Math.Pow(count, -job.Exponent)));
                        }

                        sum.AddProduct(factor, TLanes.Load(source + (r * job._to.Row) + (c * (nint)Map.Lanes)));
                    }
                }

                sum.Store(target + (y * job._from.Row) + ((nint)x * Map.Lanes));
            }
        }
    }

    /// <summary>Rows [Start, End) of the result whose windows cover a row of the operand.</summary>
    private readonly (int Start, int End) WindowRows(int y) => IsAdaptive
        ? Sharing(y, _from.Height, _to.Height)
        : Covering(y + _window.PadTop, _window.KernelHeight, _window.StrideHeight, _to.Height);

    /// <summary>Columns [Start, End) of the result whose windows cover a column of the operand.</summary>
    private readonly (int Start, int End) WindowColumns(int x) => IsAdaptive
        ? Sharing(x, _from.Width, _to.Width)
        : Covering(x + _window.PadLeft, _window.KernelWidth, _window.StrideWidth, _to.Width);

    private static (int Start, int End) Covering(int position, int kernel, int stride, int windows) =>
        (position < kernel ? 0 : ((position - kernel) / stride) + 1, Math.Min((position / stride) + 1, windows));

    private static (int Start, int End) Sharing(int position, int size, int parts) =>
        ((int)((long)position * parts / size), (int)((((position + 1L) * parts) + size - 1) / size));
}
