using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Mapping;

public static unsafe partial class Maps
{
    /// <summary>A vector in the order channel, row, column as a map: undoes <see cref="Flatten"/>.</summary>
    public static void Unflatten(in Run run, Map from, Map to)
    {
        new Map(0, to.Size, 1, 1, 0).CheckSame(from, nameof(from));
        UnflattenJob job = new(run, from, to);
        WorkerPool.Shared.For(run.Threads, run.Images * to.Blocks, Cost(run, to), &UnflattenJob.Execute, &job);
    }

    /// <summary>One block of one sample a chunk.</summary>
    private readonly struct UnflattenJob(in Run run, Map from, Map to)
    {
        private readonly float* _source = run.At(from), _target = run.At(to);
        private readonly nint _stride = run.Stride;
        private readonly Map _to = to;

        public static void Execute(void* state, int chunk)
        {
            ref readonly var job = ref *(UnflattenJob*)state;
            var (image, block) = System.Math.DivRem(chunk, job._to.Blocks);
            var (height, width, channels) = (job._to.Height, job._to.Width, job._to.Channels);
            var target = job._target + (image * job._stride) + (block * job._to.Block);
            for (nint lane = 0; lane < Map.Lanes; lane++)
            {
                var channel = (block * Map.Lanes) + lane;
                var source = job._source + (image * job._stride) + (channel * height * width);
                for (var r = 0; r < height; r++, source += width)
                {
                    for (nint c = 0; c < width; c++)
                    {
                        target[(r * job._to.Row) + (c * Map.Lanes) + lane] = channel < channels ? source[c] : 0;
                    }
                }
            }
        }
    }
}
