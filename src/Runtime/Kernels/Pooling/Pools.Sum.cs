using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Pooling;

public static unsafe partial class Pools
{
    /// <summary>The sum of each window: what path norms put in the place of a pool.</summary>
    public static void Sum(in Run run, Map from, Map to, PoolWindow window) => Sum(run, new PoolJob(run, from, to, window));

    /// <summary>The sum of each window times n^-q, n counting positions as <see cref="Average"/> does.</summary>
    public static void Sum(in Run run, Map from, Map to, PoolWindow window, bool countIncludePad, double q)
    {
        PoolJob job = new(run, from, to, window) { CountIncludePad = countIncludePad, Exponent = q };
        Sum(run, job);
        job.Run(run, &PoolJob.DivideByCounts);
    }

    /// <summary>The sums over the windows of <see cref="AdaptiveAverage"/>.</summary>
    public static void AdaptiveSum(in Run run, Map from, Map to)
    {
        PoolJob job = new(run, from, to, default);
        job.Run(run, Levels.Body<SumAdaptiveKernel>(run.Simd));
    }

    /// <summary>The sums over the windows of <see cref="AdaptiveAverage"/> times n^-q, n being the positions of each.</summary>
    public static void AdaptiveSum(in Run run, Map from, Map to, double q)
    {
        AdaptiveSum(run, from, to);
        new PoolJob(run, from, to, default) { IsAdaptive = true, Exponent = q }.Run(run, &PoolJob.DivideByCounts);
    }

    private static void Sum(in Run run, PoolJob job) => job.Run(run, Levels.Body<SumPoolKernel>(run.Simd));

    private readonly struct SumAdaptiveKernel : ILaneKernel
    {
        public static delegate*<void*, int, void> Body<TLanes>()
            where TLanes : struct, ILanes<TLanes> => &PoolJob.Adaptive<TLanes, SumOp<TLanes>>;
    }

    private readonly struct SumPoolKernel : ILaneKernel
    {
        public static delegate*<void*, int, void> Body<TLanes>()
            where TLanes : struct, ILanes<TLanes> => &PoolJob.Pool<TLanes, SumOp<TLanes>>;
    }
}
