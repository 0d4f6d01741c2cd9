using System.Runtime.CompilerServices;

namespace NetSpec.Runtime.Cpu;

/// <summary>The kernels of the pools.</summary>
internal unsafe partial struct PoolJob
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Max<TLanes>(void* state, int chunk)
        where TLanes : struct, ILanes<TLanes>
    {
        ref readonly var job = ref *(PoolJob*)state;
        var source = job.Source(chunk);
        var target = job.Target(chunk);
        var row = job._from.Row;
        for (var y = 0; y < job._to.Height; y++)
        {
            var (top, bottom) = job.Rows(y);
            for (var x = 0; x < job._to.Width; x++)
            {
                var (left, right) = job.Columns(x);
                var best = TLanes.All(float.NegativeInfinity);
                for (var r = top; r < bottom; r++)
                {
                    var pixels = source + (r * row);
                    for (var c = left; c < right; c++)
                    {
                        best = TLanes.Max(best, TLanes.Load(pixels + (c * Map.Lanes)));
                    }
                }

                best.Store(target + (y * job._to.Row) + ((nint)x * Map.Lanes));
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
        var sorted = stackalloc float[job.K * Map.Lanes];
        for (var y = 0; y < job._to.Height; y++)
        {
            var (top, bottom) = job.Rows(y);
            for (var x = 0; x < job._to.Width; x++)
            {
                var (left, right) = job.Columns(x);
                for (var i = 0; i < job.K; i++)
                {
                    TLanes.All(float.NegativeInfinity).Store(sorted + (i * Map.Lanes));
                }

                for (var r = top; r < bottom; r++)
                {
                    for (var c = left; c < right; c++)
                    {
                        Insert(TLanes.Load(source + (r * job._from.Row) + (c * Map.Lanes)), sorted, job.K);
                    }
                }

                TLanes.Load(sorted + ((job.K - 1) * Map.Lanes)).Store(target + (y * job._to.Row) + ((nint)x * Map.Lanes));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Average<TLanes>(void* state, int chunk)
        where TLanes : struct, ILanes<TLanes>
    {
        ref readonly var job = ref *(PoolJob*)state;
        var source = job.Source(chunk);
        var target = job.Target(chunk);
        for (var y = 0; y < job._to.Height; y++)
        {
            var (top, bottom) = job.Rows(y);
            for (var x = 0; x < job._to.Width; x++)
            {
                var (left, right) = job.Columns(x);
                var count = job.CountIncludePad ? job.PaddedCount(y, x) : (bottom - top) * (right - left);
                Mean<TLanes>(source, job._from.Row, top, bottom, left, right, count).Store(target + (y * job._to.Row) + ((nint)x * Map.Lanes));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AdaptiveAverage<TLanes>(void* state, int chunk)
        where TLanes : struct, ILanes<TLanes>
    {
        ref readonly var job = ref *(PoolJob*)state;
        var source = job.Source(chunk);
        var target = job.Target(chunk);
        for (var y = 0; y < job._to.Height; y++)
        {
            var (top, bottom) = Share(y, job._from.Height, job._to.Height);
            for (var x = 0; x < job._to.Width; x++)
            {
                var (left, right) = Share(x, job._from.Width, job._to.Width);
                Mean<TLanes>(source, job._from.Row, top, bottom, left, right, (bottom - top) * (right - left))
                    .Store(target + (y * job._to.Row) + ((nint)x * Map.Lanes));
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Mean<TLanes>(float* source, nint row, nint top, nint bottom, nint left, nint right, nint count)
        where TLanes : struct, ILanes<TLanes>
    {
        var sum = TLanes.All(0);
        for (var r = top; r < bottom; r++)
        {
            var pixels = source + (r * row);
            for (var c = left; c < right; c++)
            {
                sum = TLanes.Add(sum, TLanes.Load(pixels + (c * Map.Lanes)));
            }
        }

        return TLanes.Multiply(sum, TLanes.All(1f / count));
    }
}
