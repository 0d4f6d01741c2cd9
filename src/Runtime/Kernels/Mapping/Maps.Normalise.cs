using System;
using NetSpec.Runtime.Kernels.Functions;
using NetSpec.Runtime.Kernels.Lanes;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Mapping;

public static unsafe partial class Maps
{
    /// <summary>
    /// (x − mean) / √(variance + epsilon) with the mean and variance of each group of consecutive channels over all positions of a sample, then
    /// scale and shift of each channel or place, ReLU if asked, and a function behind it. The result may be the operand.
    /// </summary>
    /// <param name="run">The pass.</param>
    /// <param name="affine">Scale and shift.</param>
    /// <param name="from">The operand.</param>
    /// <param name="to">The result.</param>
    /// <param name="groups">How many groups there are.</param>
    /// <param name="epsilon">What is added to a variance.</param>
    /// <param name="scratch">Four floats for each channel, padding lanes included, to compute in.</param>
    /// <param name="relu">Whether negative results become zero.</param>
    /// <param name="then">What is applied last.</param>
    public static void Normalise(
        in Run run, PackedAffine affine, Map from, Map to, int groups, float epsilon, int scratch, bool relu, PlaceFunction then = default)
    {
        ArgumentNullException.ThrowIfNull(affine);
        if (groups < 1 || from.Channels % groups != 0)
            throw new ArgumentException($"{groups} groups do not divide the channels of {from}.", nameof(groups));
        if (affine.Channels != from.Channels || (affine.Positions != 1 && affine.Positions != from.Height * from.Width))
            throw new ArgumentException($"An affine map of {affine.Channels} channels and {affine.Positions} positions does not fit {from}.", nameof(affine));

        NormJob job = new(run, affine, from, to, groups, epsilon, scratch, relu, then);
        var (chunks, cost) = (run.Images * from.Blocks, Cost(run, from));
        WorkerPool.Shared.For(run.Threads, chunks, cost, Levels.Body<SumKernel>(run.Simd), &job);
        job.Means(run.Images);
        WorkerPool.Shared.For(run.Threads, chunks, cost, Levels.Body<SquareKernel>(run.Simd), &job);
        job.Factors(run.Images);
        WorkerPool.Shared.For(run.Threads, chunks, cost, Levels.Body<NormKernel>(run.Simd), &job);
        GC.KeepAlive(affine);
    }

    private readonly struct SumKernel : ILaneKernel
    {
        public static delegate*<void*, int, void> Body<TLanes>()
            where TLanes : struct, ILanes<TLanes> => &NormJob.Sum<TLanes>;
    }

    private readonly struct SquareKernel : ILaneKernel
    {
        public static delegate*<void*, int, void> Body<TLanes>()
            where TLanes : struct, ILanes<TLanes> => &NormJob.Squares<TLanes>;
    }

    private readonly struct NormKernel : ILaneKernel
    {
        public static delegate*<void*, int, void> Body<TLanes>()
            where TLanes : struct, ILanes<TLanes> => &NormJob.Apply<TLanes>;
    }
}
