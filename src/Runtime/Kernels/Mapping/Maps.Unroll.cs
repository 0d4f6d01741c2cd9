using System;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Mapping;

public static unsafe partial class Maps
{
    /// <summary>The rows of a map one after another, as one row.</summary>
    public static void Unroll(in Run run, Map from, Map to)
    {
        if (to.Height != 1 || to.Channels != from.Channels || to.Width != (long)from.Height * from.Width)
            throw new ArgumentException($"A map of {from} is no row of {to}.", nameof(to));

        UnrollJob job;
        job.Source = run.At(from);
        job.Target = run.At(to);
        job.Stride = run.Stride;
        job.From = from;
        job.To = to;
        WorkerPool.Shared.For(run.Threads, run.Images * from.Blocks, Cost(run, from), &UnrollJob.Execute, &job);
    }

    /// <summary>One block of one sample a chunk.</summary>
    private struct UnrollJob
    {
        public float* Source, Target;
        public nint Stride;
        public Map From, To;

        public static void Execute(void* state, int chunk)
        {
            ref readonly var job = ref *(UnrollJob*)state;
            var (image, block) = Math.DivRem(chunk, job.From.Blocks);
            var source = job.Source + (image * job.Stride) + (block * job.From.Block);
            var target = job.Target + (image * job.Stride) + (block * job.To.Block);
            var length = job.From.Width * Map.Lanes;
            for (var row = 0; row < job.From.Height; row++, source += job.From.Row, target += length)
            {
                new ReadOnlySpan<float>(source, length).CopyTo(new Span<float>(target, length));
            }
        }
    }
}
