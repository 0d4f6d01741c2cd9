using System;
using NetSpec.Runtime.Kernels.Functions;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Mapping;

public static unsafe partial class Maps
{
    /// <summary>A function of single numbers at every place. The result may be the operand.</summary>
    /// <exception cref="ArgumentException">There is no function, or the maps differ.</exception>
    public static void Apply(in Run run, PlaceFunction function, Map from, Map to)
    {
        if (function.IsNone)
            throw new ArgumentException("There is no function to apply.", nameof(function));

        if (run.IsPanel)
            (from, to) = (from.OnPanel(), to.OnPanel());

        from.CheckSame(to, nameof(to));
        var job = new ApplyJob(run, function, from, to);
        WorkerPool.Shared.For(run.Threads, run.Images * from.Blocks, Cost(run, from), &ApplyJob.Execute, &job);
    }

    /// <summary>One block of one sample a chunk.</summary>
    private readonly struct ApplyJob(in Run run, PlaceFunction function, Map from, Map to)
    {
        private readonly float* _source = run.At(from), _target = run.At(to);
        private readonly nint _stride = run.Stride;
        private readonly AppliedFunction _function = function.At(run.Simd, from.Channels);
        private readonly Map _from = from, _to = to;

        public static void Execute(void* state, int chunk)
        {
            ref readonly var job = ref *(ApplyJob*)state;
            var (image, block) = Math.DivRem(chunk, job._from.Blocks);
            var x = job._source + (image * job._stride) + (block * job._from.Block);
            var y = job._target + (image * job._stride) + (block * job._to.Block);
            for (var row = job._from.Height; row > 0; row--, x += job._from.Row, y += job._to.Row)
            {
                job._function.Apply(x, Map.Lanes, y, Map.Lanes, job._from.Width, block);
            }
        }
    }
}
