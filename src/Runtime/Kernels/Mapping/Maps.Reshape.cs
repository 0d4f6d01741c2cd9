using System;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Mapping;

public static unsafe partial class Maps
{
    /// <summary>Repeats each value factorHeight x factorWidth times.</summary>
    public static void Upsample(in Run run, Map from, Map to, int factorHeight, int factorWidth)
    {
        new Map(0, from.Channels, from.Height * factorHeight, from.Width * factorWidth, 0).CheckSame(to, nameof(to));
        ReshapeJob job = new(run, from, to) { FactorHeight = factorHeight, FactorWidth = factorWidth };
        WorkerPool.Shared.For(run.Threads, run.Images * to.Blocks, Cost(run, to), &ReshapeJob.Upsample, &job);
    }

    /// <summary>A map as a vector in the order channel, row, column.</summary>
    public static void Flatten(in Run run, Map from, Map to)
    {
        new Map(0, from.Size, 1, 1, 0).CheckSame(to, nameof(to));
        if (run.IsPanel)
        {
            Copy(run, from, to);
            return;
        }

        ReshapeJob job = new(run, from, to);
        WorkerPool.Shared.For(run.Threads, run.Images, Cost(run, from), &ReshapeJob.Flatten, &job);
    }

    private struct ReshapeJob(in Run run, Map from, Map to)
    {
        public int FactorHeight, FactorWidth;
        private readonly float* _source = run.At(from), _target = run.At(to);
        private readonly nint _stride = run.Stride;
        private readonly Map _from = from, _to = to;

        public static void Upsample(void* state, int chunk)
        {
            ref readonly var job = ref *(ReshapeJob*)state;
            var (image, block) = Math.DivRem(chunk, job._from.Blocks);
            var source = job._source + (image * job._stride) + (block * job._from.Block);
            var target = job._target + (image * job._stride) + (block * job._to.Block);
            var length = job._to.Width * Map.Lanes;
            for (var r = 0; r < job._from.Height; r++)
            {
                var first = target;
                for (nint c = 0; c < job._from.Width; c++)
                {
                    ReadOnlySpan<float> pixel = new(source + (c * Map.Lanes), Map.Lanes);
                    for (nint i = 0; i < job.FactorWidth; i++)
                    {
                        pixel.CopyTo(new Span<float>(target + (((c * job.FactorWidth) + i) * Map.Lanes), Map.Lanes));
                    }
                }

                for (var i = 1; i < job.FactorHeight; i++)
                {
                    target += job._to.Row;
                    new ReadOnlySpan<float>(first, length).CopyTo(new Span<float>(target, length));
                }

                target += job._to.Row;
                source += job._from.Row;
            }
        }

        public static void Flatten(void* state, int image)
        {
            ref readonly var job = ref *(ReshapeJob*)state;
            var target = job._target + (image * job._stride);
            for (var channel = 0; channel < job._from.Channels; channel++)
            {
                var source = job._source + (image * job._stride) + job._from.Lane(channel);
                for (var r = 0; r < job._from.Height; r++)
                {
                    for (nint c = 0; c < job._from.Width; c++)
                    {
                        *target++ = source[c * Map.Lanes];
                    }

                    source += job._from.Row;
                }
            }

            ClearPadding(job._target + (image * job._stride), job._to, 1);
        }
    }
}
