using System;
using NetSpec.Runtime.Kernels.Panelling;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Mapping;

public static unsafe partial class Maps
{
    /// <summary>Channels fromChannel, fromChannel + 1, … of a map.</summary>
    public static void Slice(in Run run, Map from, int fromChannel, Map to)
    {
        if (from.Height != to.Height || from.Width != to.Width || fromChannel < 0 || fromChannel > from.Channels - to.Channels)
        {
            throw new ArgumentException($"A map of {from} has no {to} from channel {fromChannel} on.", nameof(from));
        }

        if (run.IsPanel)
        {
            from = new Map(0, to.Channels, 1, 1, 0).OnPanel().MovedTo((from.Offset + fromChannel) * Panels.Samples);
            to = to.OnPanel();
            fromChannel = 0;
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
            var source = job.Source + (image * job.Stride) + (row * job.From.Row) + ((job.FromChannel / Map.Lanes) * job.From.Block);
            var target = job.Target + (image * job.Stride) + (row * job.To.Row);
            var lane = job.FromChannel % Map.Lanes;
            for (var block = 0; block < job.To.Blocks; block++)
            {
                var left = job.To.Channels - (block * Map.Lanes);
                Lanes(source + (block * job.From.Block), lane, target + (block * job.To.Block), 0, Math.Min(left, Map.Lanes - lane), job.To.Width);

                // A block that begins inside one of the operand's ends in the next.
                var rest = Math.Min(left, Map.Lanes) - (Map.Lanes - lane);
                if (rest > 0)
                    Lanes(source + ((block + 1) * job.From.Block), 0, target + (block * job.To.Block), Map.Lanes - lane, rest, job.To.Width);
            }

            ClearPadding(target, job.To, job.To.Width);
        }

        /// <summary>So many lanes of each position of a row, from one lane to another; all of them in one piece.</summary>
        private static void Lanes(float* source, int from, float* target, int to, int count, int width)
        {
            if (count == Map.Lanes)
            {
                new ReadOnlySpan<float>(source, width * Map.Lanes).CopyTo(new Span<float>(target, width * Map.Lanes));
                return;
            }

            for (nint c = 0; c < width; c++)
            {
                new ReadOnlySpan<float>(source + (c * Map.Lanes) + from, count).CopyTo(new Span<float>(target + (c * Map.Lanes) + to, count));
            }
        }
    }
}
