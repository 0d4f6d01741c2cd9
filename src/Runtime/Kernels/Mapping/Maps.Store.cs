using System;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Mapping;

public static unsafe partial class Maps
{
    /// <summary>Takes a map out to samples first, first + 1, … of a caller's batch.</summary>
    /// <param name="run">The pass; its images are the samples.</param>
    /// <param name="from">Where from.</param>
    /// <param name="target">The whole batch: sample, channel, row, column; or with the sample last.</param>
    /// <param name="first">The pass's first sample in the batch.</param>
    /// <param name="batch">Samples of the batch.</param>
    /// <param name="batchLast">Whether the sample is the last index of <paramref name="target"/> in place of the first.</param>
    public static void Store(in Run run, Map from, Span<float> target, int first, int batch, bool batchLast = false)
    {
        CheckSamples(run, target.Length, first, batch, from, nameof(target));
        fixed (float* values = target)
        {
            if (from.IsVector && !batchLast)
            {
                VectorJob vectors = new(run, values, first, from);
                if (run.Images == 1)
                    VectorJob.Store(&vectors, 0);
                else
                    WorkerPool.Shared.For(run.Threads, run.Images, Cost(run, from), &VectorJob.Store, &vectors);
                return;
            }

            TransferJob job = new(run, values, first, batch, from, batchLast);
            WorkerPool.Shared.For(run.Threads, run.Images * from.Blocks, Cost(run, from), &TransferJob.Store, &job);
        }
    }

    /// <summary>Between the caller's array and blocks; one block of one sample a chunk.</summary>
    private readonly struct TransferJob
    {
        private readonly float* _outside, _inside;
        private readonly nint _sample, _element, _stride;
        private readonly Map _map;

        public TransferJob(in Run run, float* outside, int first, int batch, Map map, bool batchLast)
        {
            _map = map;
            _inside = run.At(map);
            _stride = run.Stride;
            (_sample, _element) = batchLast ? (1, (nint)batch) : (map.Size, 1);
            _outside = outside + (first * _sample);
        }

        public static void Load(void* state, int chunk)
        {
            ref readonly var job = ref *(TransferJob*)state;
            var (outside, inside, channels) = job.Place(chunk);
            var (height, width, row, element) = (job._map.Height, job._map.Width, job._map.Row, job._element);
            for (var r = 0; r < height; r++)
            {
                for (var lane = 0; lane < Map.Lanes; lane++)
                {
                    var target = inside + (r * row) + lane;
                    var source = outside + ((((nint)lane * height) + r) * width * element);
                    for (nint c = 0; c < width; c++)
                    {
                        target[c * Map.Lanes] = lane < channels ? source[c * element] : 0;
                    }
                }
            }
        }

        public static void Store(void* state, int chunk)
        {
            ref readonly var job = ref *(TransferJob*)state;
            var (outside, inside, channels) = job.Place(chunk);
            var (height, width, row, element) = (job._map.Height, job._map.Width, job._map.Row, job._element);
            for (var lane = 0; lane < channels; lane++)
            {
                for (var r = 0; r < height; r++)
                {
                    var source = inside + (r * row) + lane;
                    var target = outside + ((((nint)lane * height) + r) * width * element);
                    for (nint c = 0; c < width; c++)
                    {
                        target[c * element] = source[c * Map.Lanes];
                    }
                }
            }
        }

        private Placement Place(int chunk)
        {
            var (image, block) = Math.DivRem(chunk, _map.Blocks);
            return new Placement(
                _outside + (image * _sample) + ((nint)block * Map.Lanes * _map.Height * _map.Width * _element),
                _inside + (image * _stride) + (block * _map.Block),
                Math.Min(Map.Lanes, _map.Channels - (block * Map.Lanes)));
        }
    }

    /// <summary>One block of one sample, outside and inside, and its channels.</summary>
    private readonly struct Placement(float* outside, float* inside, int channels)
    {
        private readonly float* _outside = outside, _inside = inside;

        public void Deconstruct(out float* outside, out float* inside, out int count)
        {
            outside = _outside;
            inside = _inside;
            count = channels;
        }
    }
}
