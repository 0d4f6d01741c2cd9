using System;
using NetSpec.Runtime.Kernels.Functions;
using NetSpec.Runtime.Kernels.Lanes;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Mapping;

public static unsafe partial class Maps
{
    /// <summary>
    /// (x − mean) / √(variance + epsilon) with the mean and variance over the channels of each position, or both about 0, then scale and shift of each
    /// channel, ReLU if asked, and a function behind it. The result may be the operand.
    /// </summary>
    /// <param name="run">The pass.</param>
    /// <param name="affine">Scale and shift.</param>
    /// <param name="from">The operand.</param>
    /// <param name="to">The result.</param>
    /// <param name="epsilon">What is added to a variance.</param>
    /// <param name="centred">Whether the norm is about the mean, and not about 0.</param>
    /// <param name="relu">Whether negative results become zero.</param>
    /// <param name="then">What is applied last.</param>
    public static void NormalisePositions(
        in Run run, PackedAffine affine, Map from, Map to, float epsilon, bool centred, bool relu, PlaceFunction then = default)
    {
        ArgumentNullException.ThrowIfNull(affine);
        from.CheckSame(to, nameof(to));
        if (affine.Channels != from.Channels || affine.Positions != 1)
            throw new ArgumentException($"An affine map of {affine.Channels} channels and {affine.Positions} positions does not fit {from}.", nameof(affine));

        PositionNormJob job = new(run, affine, from, to, epsilon, centred, relu, then);
        var body = Levels.Body<PositionNormKernel>(run.Simd);
        WorkerPool.Shared.For(run.Threads, run.Images * job.ChunksOfImage, 3 * Cost(run, from), body, &job);
        GC.KeepAlive(affine);
    }

    private readonly struct PositionNormKernel : ILaneKernel
    {
        public static delegate*<void*, int, void> Body<TLanes>()
            where TLanes : struct, ILanes<TLanes> => &PositionNormJob.Run<TLanes>;
    }
}
