using NetSpec.Runtime.Kernels.Lanes;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Mapping;

public static unsafe partial class Maps
{
    /// <summary>
    /// Bilinear upsampling: at each place the sum of the four nearest of the operand times their weights, each to the power of q: 1 in a forward pass.
    /// </summary>
    /// <param name="run">The pass.</param>
    /// <param name="from">The operand.</param>
    /// <param name="to">The result.</param>
    /// <param name="factorHeight">How many times more rows there are.</param>
    /// <param name="factorWidth">How many times more columns.</param>
    /// <param name="alignsCorners">Whether the places at the corners fall on each other, rather than the corners of the maps.</param>
    /// <param name="q">The power of the weights.</param>
    public static void Interpolate(in Run run, Map from, Map to, int factorHeight, int factorWidth, bool alignsCorners, double q = 1)
    {
        new Map(0, from.Channels, from.Height * factorHeight, from.Width * factorWidth, 0).CheckSame(to, nameof(to));
        InterpolateJob job = new(run, from, to, alignsCorners, q);
        WorkerPool.Shared.For(run.Threads, run.Images * to.Blocks, 2 * Cost(run, to), Levels.Body<InterpolateKernel>(run.Simd), &job);
    }

    /// <summary>At each place of a map the sum of those of the operand that it is a part of in <see cref="Interpolate"/>, times its weight in them.</summary>
    public static void InterpolateBack(in Run run, Map from, Map to, int factorHeight, int factorWidth, bool alignsCorners, double q)
    {
        new Map(0, to.Channels, to.Height * factorHeight, to.Width * factorWidth, 0).CheckSame(from, nameof(from));
        InterpolateJob job = new(run, to, from, alignsCorners, q);
        WorkerPool.Shared.For(run.Threads, run.Images * to.Blocks, 2 * Cost(run, from), Levels.Body<InterpolateBackKernel>(run.Simd), &job);
    }

    private readonly struct InterpolateKernel : ILaneKernel
    {
        public static delegate*<void*, int, void> Body<TLanes>()
            where TLanes : struct, ILanes<TLanes> => &InterpolateJob.Run<TLanes>;
    }

    private readonly struct InterpolateBackKernel : ILaneKernel
    {
        public static delegate*<void*, int, void> Body<TLanes>()
            where TLanes : struct, ILanes<TLanes> => &InterpolateJob.Back<TLanes>;
    }
}
