using NetSpec.Runtime.Kernels.Lanes;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Mapping;

public static unsafe partial class Maps
{
    /// <summary>
    /// exp(x_i) / Σ_j exp(x_j) over the channels of each position, within 2^-19 + 2^-23 d of the value, where x_i is d below the largest, and 2^-120.
    /// With a NaN among them all are NaN. The result
    /// may be the operand.
    /// </summary>
    public static void Softmax(in Run run, Map from, Map to) => Softmax(run, from, to, isLogarithm: false);

    /// <summary>
    /// x_i - ln Σ_j exp(x_j) over the channels of each position, within 2^-21 of the largest |x|. With a NaN among them all are NaN. The result may
    /// be the operand.
    /// </summary>
    public static void LogSoftmax(in Run run, Map from, Map to) => Softmax(run, from, to, isLogarithm: true);

    private static void Softmax(in Run run, Map from, Map to, bool isLogarithm)
    {
        from.CheckSame(to, nameof(to));
        SoftmaxJob job = new(run, from, to, isLogarithm);
        WorkerPool.Shared.For(run.Threads, run.Images * from.Height, 2L * from.Size * run.Images, Levels.Body<SoftmaxKernel>(run.Simd), &job);
    }

    private readonly struct SoftmaxKernel : ILaneKernel
    {
        public static delegate*<void*, int, void> Body<TLanes>()
            where TLanes : struct, ILanes<TLanes> => &SoftmaxJob.Run<TLanes>;
    }
}
