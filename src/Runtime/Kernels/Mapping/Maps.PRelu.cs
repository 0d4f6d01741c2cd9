using System;
using System.Runtime.CompilerServices;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Lanes;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Mapping;

public static unsafe partial class Maps
{
    /// <summary>max(0, x) + slope · min(0, x), a slope a channel. NaN stays NaN. The result may be the operand.</summary>
    /// <param name="run">What is computed, and by how many threads.</param>
    /// <param name="slopes">The slopes, as the scales of an affine map.</param>
    /// <param name="from">The operand.</param>
    /// <param name="to">The result.</param>
    /// <exception cref="ArgumentException">There are more or fewer slopes than channels, or the maps differ.</exception>
    public static void PRelu(in Run run, PackedAffine slopes, Map from, Map to)
    {
        ArgumentNullException.ThrowIfNull(slopes);
        if (slopes.Channels != from.Channels)
            throw new ArgumentException($"Slopes of {slopes.Channels} channels do not fit {from}.", nameof(slopes));

        from.CheckSame(to, nameof(to));
        var job = new PReluJob(run, slopes.Scale.Pointer, from, to);
        WorkerPool.Shared.For(run.Threads, run.Images * from.Blocks, Cost(run, from), Levels.Body<PReluKernel>(run.Simd), &job);
        GC.KeepAlive(slopes);
    }

    /// <summary>One block of one sample a chunk.</summary>
    private readonly struct PReluJob(in Run run, float* slopes, Map from, Map to)
    {
        private readonly float* _source = run.At(from), _target = run.At(to), _slopes = slopes;
        private readonly nint _stride = run.Stride;
        private readonly Map _from = from, _to = to;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void Execute<TLanes>(void* state, int chunk)
            where TLanes : struct, ILanes<TLanes>
        {
            ref readonly var job = ref *(PReluJob*)state;
            var (image, block) = Math.DivRem(chunk, job._from.Blocks);
            var x = job._source + (image * job._stride) + (block * job._from.Block);
            var y = job._target + (image * job._stride) + (block * job._to.Block);

            // Lanes behind the last channel hold zeros, and have slopes of zero.
            var (slopes, zero) = (TLanes.Load(job._slopes + (block * Map.Lanes)), TLanes.All(0));
            var length = (nint)job._from.Width * Map.Lanes;
            for (var row = job._from.Height; row > 0; row--, x += job._from.Row, y += job._to.Row)
            {
                for (nint i = 0; i < length; i += Map.Lanes)
                {
                    var value = TLanes.Load(x + i);
                    TLanes.MultiplyAdd(TLanes.Min(zero, value), slopes, TLanes.Max(zero, value)).Store(y + i);
                }
            }
        }
    }

    private readonly struct PReluKernel : ILaneKernel
    {
        public static delegate*<void*, int, void> Body<TLanes>()
            where TLanes : struct, ILanes<TLanes> => &PReluJob.Execute<TLanes>;
    }
}
