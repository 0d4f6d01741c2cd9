using System;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Mapping;

public static unsafe partial class Maps
{
    /// <summary>
    /// Brings samples first, first + 1, … of a caller's batch into a planar map [channels][height + 2 border][width + 2 border],
    /// whose border it clears.
    /// </summary>
    /// <param name="run">The pass; its images are the samples.</param>
    /// <param name="source">The whole batch: sample, channel, row, column.</param>
    /// <param name="first">The pass's first sample in the batch.</param>
    /// <param name="batch">Samples of the batch.</param>
    /// <param name="to">Where to; <see cref="Map.Offset"/> is the first interior element of channel 0.</param>
    public static void LoadPlanar(in Run run, ReadOnlySpan<float> source, int first, int batch, Map to)
    {
        CheckSamples(run, source.Length, first, batch, to, nameof(source));
        fixed (float* values = source)
        {
            PlanarJob job;
            job.Source = values + ((nint)first * to.Size);
            nint row = to.Width + (2 * to.Border), inset = to.Border * (row + 1);
            job.Target = run.At(to.Offset, inset, (to.Channels * (to.Height + (2 * to.Border)) * row) - inset);
            job.Stride = run.Stride;
            job.Map = to;
            WorkerPool.Shared.For(
                run.Threads, run.Images * to.Channels, run.Images * (long)to.Size * sizeof(float) / BytesPerNanosecond, &PlanarJob.Execute, &job);
        }
    }

    /// <summary>Brings samples first, first + 1, … of a caller's batch into a map.</summary>
    /// <param name="run">The pass; its images are the samples.</param>
    /// <param name="source">The whole batch: sample, channel, row, column; or with the sample last.</param>
    /// <param name="first">The pass's first sample in the batch.</param>
    /// <param name="batch">Samples of the batch.</param>
    /// <param name="to">Where to.</param>
    /// <param name="batchLast">Whether the sample is the last index of <paramref name="source"/> in place of the first.</param>
    public static void Load(in Run run, ReadOnlySpan<float> source, int first, int batch, Map to, bool batchLast = false)
    {
        CheckSamples(run, source.Length, first, batch, to, nameof(source));
        fixed (float* values = source)
        {
            if (to.IsVector && !batchLast)
            {
                VectorJob vectors = new(run, values, first, to);
                if (run.Images == 1)
                    VectorJob.Load(&vectors, 0);
                else
                    WorkerPool.Shared.For(run.Threads, run.Images, Cost(run, to), &VectorJob.Load, &vectors);
                return;
            }

            TransferJob job = new(run, values, first, batch, to, batchLast);
            WorkerPool.Shared.For(run.Threads, run.Images * to.Blocks, Cost(run, to), &TransferJob.Load, &job);
        }
    }

    private struct PlanarJob
    {
        public float* Source, Target;
        public nint Stride;
        public Map Map;

        public static void Execute(void* state, int chunk)
        {
            ref readonly var job = ref *(PlanarJob*)state;
            var (image, channel) = Math.DivRem(chunk, job.Map.Channels);
            var (height, width, border) = (job.Map.Height, job.Map.Width, job.Map.Border);
            nint row = width + (2 * border);
            var source = job.Source + (((nint)image * job.Map.Channels) + channel) * height * width;
            var start = job.Target + (image * job.Stride) + (channel * (height + (2 * border)) * row) - (border * (row + 1));
            var edge = (int)(border * row) + border;

            // Between two interior rows lie the borders of both: one stretch of 2 border zeros.
            new Span<float>(start, edge).Clear();
            var target = start + edge;
            for (var r = 0; r < height; r++)
            {
                new ReadOnlySpan<float>(source, width).CopyTo(new Span<float>(target, width));
                new Span<float>(target + width, r < height - 1 ? 2 * border : edge).Clear();
                source += width;
                target += row;
            }
        }
    }
}
