using System;
using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Lanes;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Mapping;

/// <summary>Sorts channels 0 and 1, 2 and 3, … of every position, NaN before numbers: pairs never cross a block. One block of one sample a chunk.</summary>
internal readonly unsafe struct PairSortJob(in Run run, Map from, Map to)
{
    private readonly float* _source = run.At(from), _target = run.At(to);
    private readonly nint _stride = run.Stride;
    private readonly Map _from = from, _to = to;

    public static void Run(in Run run, Map from, Map to, long nanoseconds)
    {
        var body = Levels.Body<Kernel>(run.Simd);
        PairSortJob job = new(run, from, to);
        WorkerPool.Shared.For(run.Threads, run.Images * from.Blocks, nanoseconds, body, &job);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Execute<TLanes>(void* state, int chunk)
        where TLanes : struct, ILanes<TLanes>
    {
        ref readonly var job = ref *(PairSortJob*)state;
        var (image, block) = Math.DivRem(chunk, job._from.Blocks);
        var x = job._source + (image * job._stride) + (block * job._from.Block);
        var y = job._target + (image * job._stride) + (block * job._to.Block);
        var (rowX, rowY, length) = (job._from.Row, job._to.Row, (nint)job._from.Width * Map.Lanes);
        for (var r = job._from.Height; r > 0; r--)
        {
            var sum = TLanes.All(0);
            for (nint i = 0; i < length; i += Map.Lanes)
            {
                var values = TLanes.Load(x + i);
                sum = TLanes.Add(sum, values);
                TLanes.SortPairs(values).Store(y + i);
            }

            if (TLanes.HasNaN(sum))
            {
                // A NaN among the values, or infinities of both signs.
                MoveNaNForward(y, length);
            }

            x += rowX;
            y += rowY;
        }
    }

    /// <summary>Swaps pairs of a number and a NaN; pairs of numbers are in order.</summary>
    private static void MoveNaNForward(float* y, nint length)
    {
        for (nint i = 0; i < length; i += 2)
        {
            if (float.IsNaN(y[i + 1]))
            {
                (y[i], y[i + 1]) = (y[i + 1], y[i]);
            }
        }
    }

    private readonly struct Kernel : ILaneKernel
    {
        public static delegate*<void*, int, void> Body<TLanes>()
            where TLanes : struct, ILanes<TLanes> => &Execute<TLanes>;
    }
}
