using System;
using NetSpec.Runtime.Kernels.Lanes;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Mapping;

public static unsafe partial class Maps
{
    /// <summary>
    /// x / (k + alpha / size · Σ x²)^beta, the squares of the size channels around each at the same position; of an even number one more before it.
    /// </summary>
    public static void LocalNorm(in Run run, Map from, Map to, int size, float alpha, float beta, float k)
    {
        from.CheckSame(to, nameof(to));
        if (size is < 1 or > LocalNormJob.Largest)
            throw new ArgumentOutOfRangeException(nameof(size), size, $"There must be 1 to {LocalNormJob.Largest} channels.");

        LocalNormJob job = new(run, from, to, size, alpha / size, beta, k);
        WorkerPool.Shared.For(run.Threads, run.Images * from.Height, 4L * from.Size * run.Images, Levels.Body<LocalNormKernel>(run.Simd), &job);
    }

    private readonly struct LocalNormKernel : ILaneKernel
    {
        public static delegate*<void*, int, void> Body<TLanes>()
            where TLanes : struct, ILanes<TLanes> => &LocalNormJob.Run<TLanes>;
    }
}
