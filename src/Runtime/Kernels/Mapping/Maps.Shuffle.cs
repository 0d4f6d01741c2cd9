using System;
using NetSpec.Runtime.Kernels.Panelling;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Mapping;

public static unsafe partial class Maps
{
    /// <summary>The channels of groups of consecutive ones by turns: the first of each group, then the second of each, ….</summary>
    public static void Shuffle(in Run run, Map from, Map to, int groups)
    {
        from.CheckSame(to, nameof(to));
        if (groups < 1 || from.Channels % groups != 0)
        {
            throw new ArgumentException($"{groups} groups do not divide the channels of {from}.", nameof(groups));
        }

        if (run.IsPanel)
        {
            ShufflePanel(run, from, to, groups);
            return;
        }

        ShuffleJob job = new(run, from, to, groups);
        WorkerPool.Shared.For(run.Threads, run.Images * to.Blocks, Cost(run, to), &ShuffleJob.Execute, &job);
    }

    /// <summary>The features of a panel, each of which is a row of samples.</summary>
    private static void ShufflePanel(in Run run, Map from, Map to, int groups)
    {
        float* source = run.At(from.OnPanel()), target = run.At(to.OnPanel());
        for (var channel = 0; channel < to.Channels; channel++)
        {
            var (turn, group) = Math.DivRem(channel, groups);
            new ReadOnlySpan<float>(source + (((group * (to.Channels / groups)) + turn) * Panels.Samples), Panels.Samples)
                .CopyTo(new Span<float>(target + (channel * Panels.Samples), Panels.Samples));
        }
    }

    /// <summary>One block of one sample a chunk.</summary>
    private readonly struct ShuffleJob(in Run run, Map from, Map to, int groups)
    {
        private readonly float* _source = run.At(from), _target = run.At(to);
        private readonly nint _stride = run.Stride;
        private readonly Map _from = from, _to = to;
        private readonly int _groups = groups;

        public static void Execute(void* state, int chunk)
        {
            ref readonly var job = ref *(ShuffleJob*)state;
            var (image, block) = Math.DivRem(chunk, job._to.Blocks);
            var source = job._source + (image * job._stride);
            var target = job._target + (image * job._stride) + (block * job._to.Block);
            var used = Math.Min(Map.Lanes, job._to.Channels - (block * Map.Lanes));
            var lanes = stackalloc nint[Map.Lanes];
            for (var lane = 0; lane < used; lane++)
            {
                var (turn, group) = Math.DivRem((block * Map.Lanes) + lane, job._groups);
                lanes[lane] = job._from.Lane((group * (job._from.Channels / job._groups)) + turn);
            }

            for (var row = 0; row < job._to.Height; row++, source += job._from.Row, target += job._to.Row)
            {
                for (nint i = 0; i < job._to.Width * Map.Lanes; i += Map.Lanes)
                {
                    for (var lane = 0; lane < used; lane++)
                    {
                        target[i + lane] = source[i + lanes[lane]];
                    }

                    new Span<float>(target + i + used, Map.Lanes - used).Clear();
                }
            }
        }
    }
}
