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

            // There are few channels: threads have rows, those which they need in the next layer.
            job.Bands = Math.Min(run.Threads, to.Height);
            WorkerPool.Shared.For(
                run.Threads,
                run.Images * job.Bands * to.Channels,
                run.Images * (long)to.Size * sizeof(float) / BytesPerNanosecond,
                &PlanarJob.Execute,
                &job);
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
        public int Bands;

        public static void Execute(void* state, int chunk)
        {
            ref readonly var job = ref *(PlanarJob*)state;
            var (part, channel) = Math.DivRem(chunk, job.Map.Channels);
            (var image, part) = Math.DivRem(part, job.Bands);
            var (height, width, border) = (job.Map.Height, job.Map.Width, job.Map.Border);
            var (first, end) = (height * part / job.Bands, height * (part + 1) / job.Bands);
            nint row = width + (2 * border);
            var source = job.Source + (((((nint)image * job.Map.Channels) + channel) * height) + first) * width;
            var target = job.Target + (image * job.Stride) + (((channel * (height + (2 * border))) + first) * row);
            var edge = (int)(border * row) + border;
            if (first == 0)
                new Span<float>(target - edge, edge).Clear();

            // Between two interior rows lie the borders of both: one stretch of 2 border zeros.
            for (var r = first; r < end; r++)
            {
                new ReadOnlySpan<float>(source, width).CopyTo(new Span<float>(target, width));
                new Span<float>(target + width, r < height - 1 ? 2 * border : edge).Clear();
                source += width;
                target += row;
            }
        }
    }
}
