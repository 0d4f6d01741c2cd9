using System;
using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Pooling;

/// <summary>Maxima of windows that overlap from left to right, which share the maxima of their columns.</summary>
internal unsafe partial struct PoolJob
{
    // Columns whose maxima are kept: 16 KiB, half of a small first-level cache.
    private const int MostColumns = 256;

    // Columns, or windows, whose maxima hide each other's latency.
    private const int AtOnce = 4;

    /// <summary>Whether windows share columns, few enough to keep the maxima of.</summary>
    public static bool SharesColumns(PoolWindow window) => window.KernelWidth > window.StrideWidth && window.KernelWidth <= MostColumns / 2;

    /// <summary>
    /// The largest value of each window; NaN where one is. Maxima are the processor's, which forget a NaN that another value
    /// follows. A sum of all values, each once, does not: unless it is NaN, for which infinities of both signs are
    /// another reason, no value is.
    /// </summary>
    public static void MaxOverlapping<TLanes>(void* state, int chunk)
        where TLanes : struct, ILanes<TLanes>
    {
        ref readonly var job = ref *(PoolJob*)state;
        var (start, end) = job.Band(chunk);
        MaxOverlapping<TLanes>(job, job.Source(chunk), job.Target(chunk), start, end);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MaxOverlapping<TLanes>(in PoolJob job, float* source, float* target, int first, int end)
        where TLanes : struct, ILanes<TLanes>
    {
        var room = stackalloc float[(MostColumns + 1) * Map.Lanes];
        var columns = (float*)(((nint)room + (Map.Lanes * sizeof(float)) - 1) & -(nint)(Map.Lanes * sizeof(float)));
        var strip = ((MostColumns - job._window.KernelWidth) / job._window.StrideWidth) + 1;
        for (var y = first; y < end; y++)
        {
            for (var x = 0; x < job._to.Width; x += strip)
            {
                MaxOfStrip<TLanes>(job, source, target, y, x, Math.Min(job._to.Width, x + strip), columns);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MaxOfStrip<TLanes>(in PoolJob job, float* source, float* target, int y, int start, int end, float* columns)
        where TLanes : struct, ILanes<TLanes>
    {
        var (top, bottom) = job.Rows(y);
        var (left, right) = (job.Columns(start).Start, job.Columns(end - 1).End);
        var first = source + (top * job._from.Row) + (left * Map.Lanes);
        var output = target + (y * job._to.Row) + ((nint)start * Map.Lanes);
        if (MaxOfColumns<TLanes>(first, job._from.Row, bottom - top, right - left, columns))
        {
            MaxOfWindows<TLanes>(job, start, end, columns - (left * Map.Lanes), output);
            return;
        }

        for (var x = start; x < end; x++, output += Map.Lanes)
        {
            var (l, r) = job.Columns(x);
            PoolTile<TLanes, MaxOp<TLanes>>.One(first + ((l - left) * Map.Lanes), job._from.Row, bottom - top, r - l).Store(output);
        }
    }

    /// <summary>The maxima of some columns; false when a value may be NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool MaxOfColumns<TLanes>(float* first, nint row, nint height, nint count, float* columns)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes least = TLanes.All(float.NegativeInfinity), left = TLanes.All(0), right = left;
        nint c = 0;
        for (; c + AtOnce <= count; c += AtOnce)
        {
            TLanes p = least, q = least, r = least, s = least;
            var x = first + (c * Map.Lanes);
            for (var i = height; i > 0; i--, x += row)
            {
                var (a, b) = (TLanes.Load(x), TLanes.Load(x + Map.Lanes));
                p = TLanes.Max(p, a);
                q = TLanes.Max(q, b);
                left = TLanes.Add(left, TLanes.Add(a, b));
                (a, b) = (TLanes.Load(x + (2 * Map.Lanes)), TLanes.Load(x + (3 * Map.Lanes)));
                r = TLanes.Max(r, a);
                s = TLanes.Max(s, b);
                right = TLanes.Add(right, TLanes.Add(a, b));
            }

            var target = columns + (c * Map.Lanes);
            p.Store(target);
            q.Store(target + Map.Lanes);
            r.Store(target + (2 * Map.Lanes));
            s.Store(target + (3 * Map.Lanes));
        }

        for (; c < count; c++)
        {
            var p = least;
            var x = first + (c * Map.Lanes);
            for (var i = height; i > 0; i--, x += row)
            {
                var a = TLanes.Load(x);
                p = TLanes.Max(p, a);
                left = TLanes.Add(left, a);
            }

            p.Store(columns + (c * Map.Lanes));
        }

        return !TLanes.HasNaN(TLanes.Add(left, right));
    }

    /// <summary>The maxima of windows, from those of the columns, the first of which is that of the map.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MaxOfWindows<TLanes>(in PoolJob job, int start, int end, float* columns, float* output)
        where TLanes : struct, ILanes<TLanes>
    {
        var step = (nint)job._window.StrideWidth * Map.Lanes;
        var (firstWhole, endWhole) = job.WholeColumns();
        var least = TLanes.All(float.NegativeInfinity);
        for (var x = start; x < end;)
        {
            var (left, right) = job.Columns(x);
            var column = columns + (left * Map.Lanes);
            if (x >= firstWhole && x + AtOnce <= Math.Min(end, endWhole))
            {
                TLanes p = least, q = least, r = least, s = least;
                for (var i = right - left; i > 0; i--, column += Map.Lanes)
                {
                    p = TLanes.Max(p, TLanes.Load(column));
                    q = TLanes.Max(q, TLanes.Load(column + step));
                    r = TLanes.Max(r, TLanes.Load(column + (2 * step)));
                    s = TLanes.Max(s, TLanes.Load(column + (3 * step)));
                }

                p.Store(output);
                q.Store(output + Map.Lanes);
                r.Store(output + (2 * Map.Lanes));
                s.Store(output + (3 * Map.Lanes));
                x += AtOnce;
                output += AtOnce * Map.Lanes;
            }
            else
            {
                var p = least;
                for (var i = right - left; i > 0; i--, column += Map.Lanes)
                {
                    p = TLanes.Max(p, TLanes.Load(column));
                }

                p.Store(output);
                x++;
                output += Map.Lanes;
            }
        }
    }
}
