using System;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Mapping;

public static unsafe partial class Maps
{
    /// <summary>A map of one row with channels and columns exchanged: c x 1 x w becomes w x 1 x c.</summary>
    public static void Turn(in Run run, Map from, Map to)
    {
        if (from.Height != 1)
        {
            throw new ArgumentException($"The map is {from}, but must have one row.", nameof(from));
        }

        new Map(0, from.Width, 1, from.Channels, 0).CheckSame(to, nameof(to));
        TurnJob job = new(run, from, to);
        WorkerPool.Shared.For(run.Threads, run.Images * to.Blocks, Cost(run, to), &TurnJob.Execute, &job);
    }

    /// <summary>One block of the result of one sample a chunk, a square of as many channels and columns as a block has lanes at a time.</summary>
    private readonly struct TurnJob(in Run run, Map from, Map to)
    {
        private readonly float* _source = run.At(from), _target = run.At(to);
        private readonly nint _stride = run.Stride;
        private readonly Map _from = from, _to = to;

        public static void Execute(void* state, int chunk)
        {
            ref readonly var job = ref *(TurnJob*)state;
            var (image, block) = Math.DivRem(chunk, job._to.Blocks);
            var source = job._source + (image * job._stride) + (block * Map.Lanes * Map.Lanes);
            var target = job._target + (image * job._stride) + (block * job._to.Block);
            var used = Math.Min(Map.Lanes, job._to.Channels - (block * Map.Lanes));
            for (var channel = 0; channel < job._from.Channels; channel += Map.Lanes)
            {
                Square(source, target, used, Math.Min(Map.Lanes, job._from.Channels - channel));
                source += job._from.Block;
                target += Map.Lanes * Map.Lanes;
            }
        }

        private static void Square(float* source, float* target, int used, int columns)
        {
            for (nint column = 0; column < columns; column++, target += Map.Lanes)
            {
                for (nint lane = 0; lane < used; lane++)
                {
                    target[lane] = source[(lane * Map.Lanes) + column];
                }

                new Span<float>(target + used, Map.Lanes - used).Clear();
            }
        }
    }
}
