using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Pooling;

public static unsafe partial class Pools
{
    /// <summary>At each position the sum over the windows that cover it: the adjoint of <see cref="Sum(in Run, Map, Map, PoolWindow)"/>.</summary>
    /// <param name="run">The pass.</param>
    /// <param name="from">A value a window.</param>
    /// <param name="to">A value a position.</param>
    /// <param name="window">The windows, over <paramref name="to"/>.</param>
    public static void Spread(in Run run, Map from, Map to, PoolWindow window) => Spread(run, new PoolJob(run, to, from, window));

    /// <summary>The same with each window's value times n^-q, n counting positions as <see cref="Average"/> does.</summary>
    public static void Spread(in Run run, Map from, Map to, PoolWindow window, bool countIncludePad, double q) =>
        SpreadByCounts(run, new PoolJob(run, to, from, window) { CountIncludePad = countIncludePad, Exponent = q });

    /// <summary>The adjoint of <see cref="AdaptiveSum(in Run, Map, Map)"/>.</summary>
    public static void AdaptiveSpread(in Run run, Map from, Map to) => Spread(run, new PoolJob(run, to, from, default) { IsAdaptive = true });

    /// <summary>The same with each window's value times n^-q, n being its positions.</summary>
    public static void AdaptiveSpread(in Run run, Map from, Map to, double q) =>
        SpreadByCounts(run, new PoolJob(run, to, from, default) { IsAdaptive = true, Exponent = q });

    private static void Spread(in Run run, PoolJob job) => job.Run(run, Levels.Body<SpreadKernel>(run.Simd));

    private static void SpreadByCounts(in Run run, PoolJob job) => job.Run(run, Levels.Body<SpreadByCountsKernel>(run.Simd));

    private readonly struct SpreadKernel : ILaneKernel
    {
        public static delegate*<void*, int, void> Body<TLanes>()
            where TLanes : struct, ILanes<TLanes> => &PoolJob.Spread<TLanes>;
    }

    private readonly struct SpreadByCountsKernel : ILaneKernel
    {
        public static delegate*<void*, int, void> Body<TLanes>()
            where TLanes : struct, ILanes<TLanes> => &PoolJob.SpreadByCounts<TLanes>;
    }
}
