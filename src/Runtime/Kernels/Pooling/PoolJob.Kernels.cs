using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Pooling;

/// <summary>The kernels of the pools.</summary>
internal unsafe partial struct PoolJob
{
    public static void Pool<TLanes, TOp>(void* state, int chunk)
        where TLanes : struct, ILanes<TLanes>
        where TOp : struct, IPoolOp<TLanes>
    {
        ref readonly var job = ref *(PoolJob*)state;
        var (start, end) = job.Band(chunk);
        Rows<TLanes, TOp>(job, job.Source(chunk), job.Target(chunk), start, end);
    }

    /// <summary>Maxima of rows that lie elsewhere than in the workspace.</summary>
    /// <param name="job">The pool.</param>
    /// <param name="source">Where row 0 of the block would lie, of which only the rows that are read need be there.</param>
    /// <param name="image">The sample.</param>
    /// <param name="block">The block of channels.</param>
    /// <param name="first">The first row of the result.</param>
    /// <param name="end">The row behind the last.</param>
    public static void MaxRows<TLanes>(in PoolJob job, float* source, int image, int block, int first, int end)
        where TLanes : struct, ILanes<TLanes>
    {
        if (SharesColumns(job._window))
        {
            MaxOverlapping<TLanes>(job, source, job.Target(image, block), first, end);
        }
        else
        {
            Rows<TLanes, MaxOp<TLanes>>(job, source, job.Target(image, block), first, end);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows<TLanes, TOp>(in PoolJob job, float* source, float* target, int start, int end)
        where TLanes : struct, ILanes<TLanes>
        where TOp : struct, IPoolOp<TLanes>
    {
        var (row, step, width) = (job._from.Row, (nint)job._window.StrideWidth * Map.Lanes, job._to.Width);
        var (firstWhole, endWhole) = job.WholeColumns();
        for (var y = start; y < end; y++)
        {
            var output = target + (y * job._to.Row);
            var (top, bottom) = job.Rows(y);
            for (var x = 0; x < width;)
            {
                var (left, right) = job.Columns(x);
                var first = source + (top * row) + (left * Map.Lanes);
                var count = job.CountIncludePad ? job.PaddedCount(y, x) : (bottom - top) * (right - left);
                if (x >= firstWhole && x + PoolTile<TLanes, TOp>.Windows <= endWhole)
                {
                    if (!TOp.TryFour(first, step, row, bottom - top, right - left, output))
                    {
                        PoolTile<TLanes, TOp>.Four(first, step, row, bottom - top, right - left, output, count);
                    }

                    x += PoolTile<TLanes, TOp>.Windows;
                    output += PoolTile<TLanes, TOp>.Windows * Map.Lanes;
                }
                else
                {
                    TOp.Finish(PoolTile<TLanes, TOp>.One(first, row, bottom - top, right - left), count).Store(output);
                    x++;
                    output += Map.Lanes;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void KthLargest<TLanes>(void* state, int chunk)
        where TLanes : struct, ILanes<TLanes>
    {
        ref readonly var job = ref *(PoolJob*)state;
        if (job.K > MaxSorted)
        {
            KthLargestByRank(job, chunk);
            return;
        }

        var source = job.Source(chunk);
        var target = job.Target(chunk);
        var (start, end) = job.Band(chunk);
        var sorted = stackalloc float[job.K * Map.Lanes];
        for (var y = start; y < end; y++)
        {
            var (top, bottom) = job.Rows(y);
            for (var x = 0; x < job._to.Width; x++)
            {
                var (left, right) = job.Columns(x);
                for (var i = 0; i < job.K; i++)
                {
                    TLanes.All(float.NegativeInfinity).Store(sorted + (i * Map.Lanes));
                }

                var sum = TLanes.All(0);
                for (var r = top; r < bottom; r++)
                {
                    for (var c = left; c < right; c++)
                    {
                        var value = TLanes.Load(source + (r * job._from.Row) + (c * Map.Lanes));
                        sum = TLanes.Add(sum, value);
                        Insert(value, sorted, job.K);
                    }
                }

                var output = target + (y * job._to.Row) + ((nint)x * Map.Lanes);
                if (TLanes.HasNaN(sum))
                {
                    // A NaN among the values, or infinities of both signs.
                    Rank(source + (top * job._from.Row) + (left * Map.Lanes), job._from.Row, bottom - top, right - left, job.K, output);
                }
                else
                {
                    TLanes.Load(sorted + ((job.K - 1) * Map.Lanes)).Store(output);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Adaptive<TLanes, TOp>(void* state, int chunk)
        where TLanes : struct, ILanes<TLanes>
        where TOp : struct, IPoolOp<TLanes>
    {
        ref readonly var job = ref *(PoolJob*)state;
        var source = job.Source(chunk);
        var target = job.Target(chunk);
        var (start, end) = job.Band(chunk);
        for (var y = start; y < end; y++)
        {
            var (top, bottom) = Share(y, job._from.Height, job._to.Height);
            for (var x = 0; x < job._to.Width; x++)
            {
                var (left, right) = Share(x, job._from.Width, job._to.Width);
                var sum = PoolTile<TLanes, TOp>.One(source + (top * job._from.Row) + (left * Map.Lanes), job._from.Row, bottom - top, right - left);
                TOp.Finish(sum, (bottom - top) * (right - left)).Store(target + (y * job._to.Row) + ((nint)x * Map.Lanes));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Insert<TLanes>(TLanes value, float* sorted, int k)
        where TLanes : struct, ILanes<TLanes>
    {
        for (var i = 0; i < k; i++)
        {
            var kept = TLanes.Load(sorted + (i * Map.Lanes));
            TLanes.Max(kept, value).Store(sorted + (i * Map.Lanes));
            value = TLanes.Min(value, kept);
        }
    }
}
