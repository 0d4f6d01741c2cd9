using System;
using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Functions;
using NetSpec.Runtime.Kernels.Lanes;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Mapping;

public static unsafe partial class Maps
{
    /// <summary>a · b place by place, then ReLU if asked, and a function behind it. The result may be an operand.</summary>
    public static void Multiply(in Run run, Map a, Map b, Map to, bool relu, PlaceFunction then = default)
    {
        if (run.IsPanel)
        {
            (a, b, to) = (a.OnPanel(), b.OnPanel(), to.OnPanel());
        }

        b.CheckSame(a, nameof(a));
        ProductJob.Run(run, a, b, to, relu, then, Levels.Body<MultiplyKernel>(run.Simd));
    }

    /// <summary>
    /// Each channel of a map times the number of the channel of a gate of one position, then ReLU if asked, and a function behind it. The result
    /// may be the map.
    /// </summary>
    public static void Gate(in Run run, Map from, Map gate, Map to, bool relu, PlaceFunction then = default)
    {
        new Map(0, from.Channels, 1, 1, 0).CheckSame(gate, nameof(gate));
        ProductJob.Run(run, from, gate, to, relu, then, Levels.Body<GateKernel>(run.Simd));
    }

    /// <summary>One block of one sample a chunk.</summary>
    private readonly struct ProductJob
    {
        private readonly float* _source, _factor, _target;
        private readonly nint _stride;
        private readonly float _floor;
        private readonly AppliedFunction _then;
        private readonly Map _from, _by, _to;

        private ProductJob(in Run run, Map from, Map by, Map to, bool relu, PlaceFunction then)
        {
            from.CheckSame(to, nameof(to));
            _source = run.At(from);
            _factor = run.At(by);
            _target = run.At(to);
            _stride = run.Stride;
            _floor = relu ? 0 : float.NegativeInfinity;
            _then = then.At(run.Simd, to.Channels);
            (_from, _by, _to) = (from, by, to);
        }

        public static void Run(in Run run, Map from, Map by, Map to, bool relu, PlaceFunction then, delegate*<void*, int, void> body)
        {
            ProductJob job = new(run, from, by, to, relu, then);
            WorkerPool.Shared.For(run.Threads, run.Images * from.Blocks, Cost(run, from), body, &job);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void Multiply<TLanes>(void* state, int chunk)
            where TLanes : struct, ILanes<TLanes>
        {
            ref readonly var job = ref *(ProductJob*)state;
            var (image, block) = Math.DivRem(chunk, job._from.Blocks);
            var a = job._source + (image * job._stride) + (block * job._from.Block);
            var b = job._factor + (image * job._stride) + (block * job._by.Block);
            var y = job._target + (image * job._stride) + (block * job._to.Block);
            var (rowA, rowB, rowY, floor) = (job._from.Row, job._by.Row, job._to.Row, TLanes.All(job._floor));
            var length = (nint)job._from.Width * Map.Lanes;
            for (var r = job._from.Height; r > 0; r--)
            {
                for (nint i = 0; i < length; i += Map.Lanes)
                {
                    TLanes.Max(floor, TLanes.Multiply(TLanes.Load(a + i), TLanes.Load(b + i))).Store(y + i);
                }

                job._then.Apply(y, job._to.Width, Map.Lanes, block);
                a += rowA;
                b += rowB;
                y += rowY;
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void Gate<TLanes>(void* state, int chunk)
            where TLanes : struct, ILanes<TLanes>
        {
            ref readonly var job = ref *(ProductJob*)state;
            var (image, block) = Math.DivRem(chunk, job._from.Blocks);
            var x = job._source + (image * job._stride) + (block * job._from.Block);
            var y = job._target + (image * job._stride) + (block * job._to.Block);
            var (rowX, rowY, floor) = (job._from.Row, job._to.Row, TLanes.All(job._floor));
            var factor = TLanes.Load(job._factor + (image * job._stride) + (block * job._by.Block));
            var length = (nint)job._from.Width * Map.Lanes;
            for (var r = job._from.Height; r > 0; r--)
            {
                for (nint i = 0; i < length; i += Map.Lanes)
                {
                    TLanes.Max(floor, TLanes.Multiply(TLanes.Load(x + i), factor)).Store(y + i);
                }

                job._then.Apply(y, job._to.Width, Map.Lanes, block);
                x += rowX;
                y += rowY;
            }
        }
    }

    private readonly struct MultiplyKernel : ILaneKernel
    {
        public static delegate*<void*, int, void> Body<TLanes>()
            where TLanes : struct, ILanes<TLanes> => &ProductJob.Multiply<TLanes>;
    }

    private readonly struct GateKernel : ILaneKernel
    {
        public static delegate*<void*, int, void> Body<TLanes>()
            where TLanes : struct, ILanes<TLanes> => &ProductJob.Gate<TLanes>;
    }
}
