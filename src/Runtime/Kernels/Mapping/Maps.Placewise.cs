using System;
using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Lanes;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Mapping;

public static unsafe partial class Maps
{
    /// <summary>A function of single numbers at every place. The result may be the operand.</summary>
    private static void Placewise<TFunction>(in Run run, Map from, Map to, float first = 0, float second = 0)
        where TFunction : struct, IPlaceFunction
    {
        if (run.Panel != null)
        {
            (from, to) = (from.OnPanel(), to.OnPanel());
        }

        from.CheckSame(to, nameof(to));
        var job = new PlacewiseJob(run, from, to, first, second);
        WorkerPool.Shared.For(
            run.Threads,
            run.Images * from.Blocks,
            Cost(run, from),
            Levels.Body<PlacewiseKernel<TFunction>>(run.Simd),
            &job);
    }

    private readonly struct PlacewiseKernel<TFunction> : ILaneKernel
        where TFunction : struct, IPlaceFunction
    {
        public static delegate*<void*, int, void> Body<TLanes>()
            where TLanes : struct, ILanes<TLanes> => &PlacewiseJob.Run<TLanes, TFunction>;
    }

    /// <summary>One block of one sample a chunk.</summary>
    private readonly struct PlacewiseJob(in Run run, Map from, Map to, float first, float second)
    {
        private readonly float* _source = run.At(from), _target = run.At(to);
        private readonly nint _stride = run.Stride;
        private readonly float _first = first, _second = second;
        private readonly Map _from = from, _to = to;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void Run<TLanes, TFunction>(void* state, int chunk)
            where TLanes : struct, ILanes<TLanes>
            where TFunction : struct, IPlaceFunction
        {
            ref readonly var job = ref *(PlacewiseJob*)state;
            var (image, block) = Math.DivRem(chunk, job._from.Blocks);
            var x = job._source + (image * job._stride) + (block * job._from.Block);
            var y = job._target + (image * job._stride) + (block * job._to.Block);
            var (rowX, rowY, first, second) = (job._from.Row, job._to.Row, TLanes.All(job._first), TLanes.All(job._second));
            var length = (nint)job._from.Width * Map.Lanes;
            var channels = job._from.Channels - (block * Map.Lanes);
            var clears = channels < Map.Lanes && !TFunction.KeepsZero;
            for (var r = job._from.Height; r > 0; r--)
            {
                for (nint i = 0; i < length; i += Map.Lanes)
                {
                    TFunction.Of(TLanes.Load(x + i), first, second).Store(y + i);
                    if (clears)
                        new Span<float>(y + i + channels, Map.Lanes - channels).Clear();
                }

                x += rowX;
                y += rowY;
            }
        }
    }
}
