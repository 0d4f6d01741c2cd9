using System;
using System.ComponentModel;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Pooling;

/// <summary>Pools. Padding is no antecedent: windows are cut to the interior of the map, so they need no border.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe partial class Pools
{
    /// <summary>The k-th largest value of each window; k = 1 is the maximum. Every window covers at least k positions.</summary>
    public static void Max(in Run run, Map from, Map to, PoolWindow window, int k = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        PoolJob job = new(run, from, to, window) { K = k };
        job.RunBands(
            run,
            k > 1 ? Levels.Body<KthLargestKernel>(run.Simd)
            : PoolJob.SharesColumns(window) ? Levels.Body<MaxOverlappingKernel>(run.Simd)
            : Levels.Body<MaxPoolKernel>(run.Simd));
    }

    /// <summary>
    /// The mean of each window: over the positions it covers, or with <paramref name="countIncludePad"/> over those and
    /// the declared padding it covers (not what a ceil mode adds behind that).
    /// </summary>
    public static void Average(in Run run, Map from, Map to, PoolWindow window, bool countIncludePad)
    {
        PoolJob job = new(run, from, to, window) { CountIncludePad = countIncludePad };
        job.RunBands(run, Levels.Body<MeanPoolKernel>(run.Simd));
    }

    /// <summary>The mean over windows [floor(i n / o), ceil((i + 1) n / o)) along each side, for n positions in and o out.</summary>
    public static void AdaptiveAverage(in Run run, Map from, Map to)
    {
        PoolJob job = new(run, from, to, default);
        job.RunBands(run, Levels.Body<MeanAdaptiveKernel>(run.Simd));
    }

    private readonly struct KthLargestKernel : ILaneKernel
    {
        public static delegate*<void*, int, void> Body<TLanes>()
            where TLanes : struct, ILanes<TLanes> => &PoolJob.KthLargest<TLanes>;
    }

    private readonly struct MaxOverlappingKernel : ILaneKernel
    {
        public static delegate*<void*, int, void> Body<TLanes>()
            where TLanes : struct, ILanes<TLanes> => &PoolJob.MaxOverlapping<TLanes>;
    }

    private readonly struct MaxPoolKernel : ILaneKernel
    {
        public static delegate*<void*, int, void> Body<TLanes>()
            where TLanes : struct, ILanes<TLanes> => &PoolJob.Pool<TLanes, MaxOp<TLanes>>;
    }

    private readonly struct MeanPoolKernel : ILaneKernel
    {
        public static delegate*<void*, int, void> Body<TLanes>()
            where TLanes : struct, ILanes<TLanes> => &PoolJob.Pool<TLanes, MeanOp<TLanes>>;
    }

    private readonly struct MeanAdaptiveKernel : ILaneKernel
    {
        public static delegate*<void*, int, void> Body<TLanes>()
            where TLanes : struct, ILanes<TLanes> => &PoolJob.Adaptive<TLanes, MeanOp<TLanes>>;
    }
}
