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
            SimdLevel.Vector512 => k == 1 ? &PoolJob.Pool<Lanes512, MaxOp<Lanes512>> : &PoolJob.KthLargest<Lanes512>,
            SimdLevel.Vector256 => k == 1 ? &PoolJob.Pool<Lanes256, MaxOp<Lanes256>> : &PoolJob.KthLargest<Lanes256>,
            _ => k == 1 ? &PoolJob.Pool<Lanes1, MaxOp<Lanes1>> : &PoolJob.KthLargest<Lanes1>,
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
}
