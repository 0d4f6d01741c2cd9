using System;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Pooling;

/// <summary>Pools. Padding is no antecedent: windows are cut to the interior of the map, so they need no border.</summary>
public static unsafe partial class Pools
{
    /// <summary>The k-th largest value of each window; k = 1 is the maximum. Every window covers at least k positions.</summary>
    public static void Max(in Run run, Map from, Map to, PoolWindow window, int k = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        PoolJob job = new(run, from, to, window) { K = k };
        job.Run(run, run.Simd switch
        {
            SimdLevel.Vector512 => Largest<Lanes512>(window, k),
            SimdLevel.Vector256 => Largest<Lanes256>(window, k),
            _ => Largest<Lanes1>(window, k),
        });
    }

    /// <summary>
    /// The mean of each window: over the positions it covers, or with <paramref name="countIncludePad"/> over those and
    /// the declared padding it covers (not what a ceil mode adds behind that).
    /// </summary>
    public static void Average(in Run run, Map from, Map to, PoolWindow window, bool countIncludePad)
    {
        PoolJob job = new(run, from, to, window) { CountIncludePad = countIncludePad };
        job.Run(run, run.Simd switch
        {
            SimdLevel.Vector512 => &PoolJob.Pool<Lanes512, MeanOp<Lanes512>>,
            SimdLevel.Vector256 => &PoolJob.Pool<Lanes256, MeanOp<Lanes256>>,
            _ => &PoolJob.Pool<Lanes1, MeanOp<Lanes1>>,
        });
    }

    /// <summary>The mean over windows [floor(i n / o), ceil((i + 1) n / o)) along each side, for n positions in and o out.</summary>
    public static void AdaptiveAverage(in Run run, Map from, Map to)
    {
        PoolJob job = new(run, from, to, default);
        job.Run(run, run.Simd switch
        {
            SimdLevel.Vector512 => &PoolJob.Adaptive<Lanes512, MeanOp<Lanes512>>,
            SimdLevel.Vector256 => &PoolJob.Adaptive<Lanes256, MeanOp<Lanes256>>,
            _ => &PoolJob.Adaptive<Lanes1, MeanOp<Lanes1>>,
        });
    }

    private static delegate*<void*, int, void> Largest<TLanes>(PoolWindow window, int k)
        where TLanes : struct, ILanes<TLanes> => k switch
        {
            > 1 => &PoolJob.KthLargest<TLanes>,
            _ when PoolJob.SharesColumns(window) => &PoolJob.MaxOverlapping<TLanes>,
            _ => &PoolJob.Pool<TLanes, MaxOp<TLanes>>,
        };
}
