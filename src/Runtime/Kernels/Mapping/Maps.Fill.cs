using System;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Mapping;

public static unsafe partial class Maps
{
    /// <summary>Sets every value of a map to a number.</summary>
    public static void Fill(in Run run, Map map, float value)
    {
        FillJob job = new(run.At(map), run.Stride, map, value);
        WorkerPool.Shared.For(run.Threads, run.Images * map.Blocks, Cost(run, map), &FillJob.Execute, &job);
    }

    /// <summary>Sets every value of a planar map [channels][height + 2 border][width + 2 border] to a number, and its border to zero.</summary>
    public static void FillPlanar(in Run run, Map map, float value)
    {
        nint row = map.Width + (2 * map.Border), inset = map.Border * (row + 1);
        var first = run.At(map.Offset, inset, (map.Channels * (map.Height + (2 * map.Border)) * row) - inset);
        FillJob job = new(first, run.Stride, map, value);
        WorkerPool.Shared.For(
            run.Threads, run.Images * map.Channels, run.Images * (long)map.Size * sizeof(float) / BytesPerNanosecond, &FillJob.ExecutePlanar, &job);
    }

    private readonly struct FillJob(float* first, nint stride, Map map, float value)
    {
        private readonly float* _first = first;
        private readonly nint _stride = stride;
        private readonly Map _map = map;
        private readonly float _value = value;

        public static void Execute(void* state, int chunk)
        {
            ref readonly var job = ref *(FillJob*)state;
            var (image, block) = Math.DivRem(chunk, job._map.Blocks);
            var target = job._first + (image * job._stride) + (block * job._map.Block);
            var isRagged = (block + 1) * Map.Lanes > job._map.Channels;
            for (var r = 0; r < job._map.Height; r++, target += job._map.Row)
            {
                new Span<float>(target, job._map.Width * Map.Lanes).Fill(job._value);
                if (isRagged)
                    ClearPadding(target - (block * job._map.Block), job._map, job._map.Width);
            }
        }

        public static void ExecutePlanar(void* state, int chunk)
        {
            ref readonly var job = ref *(FillJob*)state;
            var (image, channel) = Math.DivRem(chunk, job._map.Channels);
            var (height, width, border) = (job._map.Height, job._map.Width, job._map.Border);
            nint row = width + (2 * border), plane = (height + (2 * border)) * row;
            var target = job._first + (image * job._stride) + (channel * plane);
            new Span<float>(target - (border * (row + 1)), (int)plane).Clear();
            for (var r = 0; r < height; r++, target += row)
            {
                new Span<float>(target, width).Fill(job._value);
            }
        }
    }
}
