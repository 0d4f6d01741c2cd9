using System;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Mapping;

public static unsafe partial class Maps
{
    /// <summary>Sets the border of a map to zero. The interior is left alone.</summary>
    public static void ClearBorder(in Run run, Map map)
    {
        if (map.Border == 0)
        {
            return;
        }

        BorderJob job;
        job.Start = run.At(map) - map.Inset;
        job.Stride = run.Stride;
        job.Map = map;
        var bytes = 2L * map.Border * (map.Height + map.Width) * map.Blocks * Map.Lanes * sizeof(float);
        WorkerPool.Shared.For(run.Threads, run.Images * map.Blocks, bytes * run.Images / BytesPerNanosecond, &BorderJob.Execute, &job);
    }

    private struct BorderJob
    {
        public float* Start;
        public nint Stride;
        public Map Map;

        public static void Execute(void* state, int chunk)
        {
            ref readonly var job = ref *(BorderJob*)state;
            var (image, block) = Math.DivRem(chunk, job.Map.Blocks);
            var (row, inset) = (job.Map.Row, job.Map.Inset);
            var start = job.Start + (image * job.Stride) + (block * job.Map.Block);
            var side = 2 * job.Map.Border * Map.Lanes;

            // Between two interior rows lie the borders of both: one stretch.
            new Span<float>(start, (int)inset).Clear();
            for (var r = 0; r < job.Map.Height - 1; r++)
            {
                new Span<float>(start + inset + (r * row) + (row - side), side).Clear();
            }

            var end = start + job.Map.Block;
            new Span<float>(end - inset, (int)inset).Clear();
        }
    }
}
