using System;
using NetSpec.Runtime.Kernels.Panelling;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Mapping;

public static unsafe partial class Maps
{
    /// <summary>
    /// Copies a map into channels toChannel, toChannel + 1, … of another of the same height and width. The other channels
    /// of <paramref name="to"/> stay as they are; lanes past its last channel become zero when the copy reaches that.
    /// </summary>
    public static void Copy(in Run run, Map from, Map to, int toChannel = 0)
    {
        if (from.Height != to.Height || from.Width != to.Width || toChannel < 0 || toChannel > to.Channels - from.Channels)
        {
            throw new ArgumentException($"A map of {from} does not fit into {to} from channel {toChannel} on.", nameof(to));
        }

        if (run.IsPanel)
        {
            to = new Map(0, from.Channels, 1, 1, 0).OnPanel().MovedTo((to.Offset + toChannel) * Panels.Samples);
            from = from.OnPanel();
            toChannel = 0;
        }

        CopyJob job;
        job.Source = run.At(from);
        job.Target = run.At(to);
        job.Stride = run.Stride;
        job.From = from;
        job.To = to;
        job.ToChannel = toChannel;
        WorkerPool.Shared.For(run.Threads, run.Images * from.Height, Cost(run, from), &CopyJob.Execute, &job);
    }

    /// <summary>One row of one sample a chunk: rows never share a block's cache line, blocks at an odd offset do.</summary>
    private struct CopyJob
    {
        public float* Source, Target;
        public nint Stride;
        public Map From, To;
        public int ToChannel;

        public static void Execute(void* state, int chunk)
        {
            ref readonly var job = ref *(CopyJob*)state;
            var (image, row) = Math.DivRem(chunk, job.From.Height);
            var source = job.Source + (image * job.Stride) + (row * job.From.Row);
            var target = job.Target + (image * job.Stride) + (row * job.To.Row);
            var width = job.From.Width;
            var channel = 0;
            if (job.ToChannel % Map.Lanes == 0)
            {
                for (; channel <= job.From.Channels - Map.Lanes; channel += Map.Lanes)
                {
                    new ReadOnlySpan<float>(source + job.From.Lane(channel), width * Map.Lanes)
                        .CopyTo(new Span<float>(target + job.To.Lane(job.ToChannel + channel), width * Map.Lanes));
                }
            }

            for (; channel < job.From.Channels; channel++)
            {
                var from = source + job.From.Lane(channel);
                var to = target + job.To.Lane(job.ToChannel + channel);
                for (nint c = 0; c < width; c++)
                {
                    to[c * Map.Lanes] = from[c * Map.Lanes];
                }
            }

            if (job.ToChannel + job.From.Channels == job.To.Channels)
            {
                ClearPadding(target, job.To, width);
            }
        }
    }

    /// <summary>Sets the lanes past the last channel to zero along one row.</summary>
    internal static void ClearPadding(float* row, Map map, int width)
    {
        var used = map.Channels % Map.Lanes;
        if (used == 0)
        {
            return;
        }

        var target = row + map.Lane(map.Channels);
        for (nint c = 0; c < width; c++)
        {
            new Span<float>(target + (c * Map.Lanes), Map.Lanes - used).Clear();
        }
    }
}
