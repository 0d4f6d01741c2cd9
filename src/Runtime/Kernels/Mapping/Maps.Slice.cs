using System;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Mapping;

public static unsafe partial class Maps
{
    /// <summary>Channels fromChannel, fromChannel + 1, … of a map: what the adjoint of a concat gives to one of its parts.</summary>
    public static void Slice(in Run run, Map from, int fromChannel, Map to)
    {
        if (from.Height != to.Height || from.Width != to.Width || fromChannel < 0 || fromChannel > from.Channels - to.Channels)
        {
            throw new ArgumentException($"A map of {from} has no {to} from channel {fromChannel} on.", nameof(from));
        }

        SliceJob job;
        job.Source = run.At(from);
        job.Target = run.At(to);
        job.Stride = run.Stride;
        job.From = from;
        job.To = to;
        job.FromChannel = fromChannel;
        WorkerPool.Shared.For(run.Threads, run.Images * to.Height, Cost(run, to), &SliceJob.Execute, &job);
    }

    /// <summary>One row of one sample a chunk.</summary>
    private struct SliceJob
    {
        public float* Source, Target;
        public nint Stride;
        public Map From, To;
        public int FromChannel;

        public static void Execute(void* state, int chunk)
        {
            ref readonly var job = ref *(SliceJob*)state;
            var (image, row) = Math.DivRem(chunk, job.To.Height);
            var source = job.Source + (image * job.Stride) + (row * job.From.Row);
            var target = job.Target + (image * job.Stride) + (row * job.To.Row);
            var width = job.To.Width;
            var channel = 0;
            if (job.FromChannel % Map.Lanes == 0)
            {
                for (; channel < job.To.Channels; channel += Map.Lanes)
                {
                    new ReadOnlySpan<float>(source + job.From.Lane(job.FromChannel + channel), width * Map.Lanes)
                        .CopyTo(new Span<float>(target + job.To.Lane(channel), width * Map.Lanes));
                }
            }

            for (; channel < job.To.Channels; channel++)
            {
                var from = source + job.From.Lane(job.FromChannel + channel);
                var to = target + job.To.Lane(channel);
                for (nint c = 0; c < width; c++)
                {
                    to[c * Map.Lanes] = from[c * Map.Lanes];
                }
            }

            ClearPadding(target, job.To, width);
        }
    }
}
