using System;
using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Functions;
using NetSpec.Runtime.Kernels.Lanes;
using NetSpec.Runtime.Kernels.Panelling;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Mapping;

public static unsafe partial class Maps
{
    /// <summary>a + b, then ReLU if asked, and a function behind it. The result may be an operand.</summary>
    public static void Add(in Run run, Map a, Map b, Map to, bool relu, PlaceFunction then = default) => Join<Sum>(run, a, b, to, relu, then);

    /// <summary>a · b place by place, then ReLU if asked, and a function behind it. The result may be an operand.</summary>
    public static void Multiply(in Run run, Map a, Map b, Map to, bool relu, PlaceFunction then = default) => Join<Product>(run, a, b, to, relu, then);

    /// <summary>
    /// Each channel of a map times the number of the channel of a gate of one position, then ReLU if asked, and a function behind it. The result
    /// may be the map.
    /// </summary>
    public static void Gate(in Run run, Map from, Map gate, Map to, bool relu, PlaceFunction then = default)
    {
        new Map(0, from.Channels, 1, 1, 0).CheckSame(gate, nameof(gate));
        var job = new ElementwiseJob(run, from, to, relu, then);
        job.Other = run.At(gate);
        job.OtherMap = gate;
        job.Run(run, Levels.Body<GateKernel>(run.Simd));
    }

    /// <summary>scale · x + shift, channel by channel, then ReLU if asked, and a function behind it. The result may be the operand.</summary>
    public static void Affine(in Run run, PackedAffine affine, Map from, Map to, bool relu, PlaceFunction then = default)
    {
        ArgumentNullException.ThrowIfNull(affine);
        if (affine.Channels != from.Channels)
        {
            throw new ArgumentException($"An affine map of {affine.Channels} channels does not fit {from}.", nameof(affine));
        }

        if (run.IsPanel)
        {
            Panels.Affine(run, affine, from.Offset, to.Offset, relu, then);
            return;
        }

        if (affine.IsIdentity && !relu && then.IsNone && from.Offset == to.Offset && from.Border == to.Border)
        {
            from.CheckSame(to, nameof(to));
            return;
        }

        var job = new ElementwiseJob(run, from, to, relu, then);
        job.Scale = affine.Scale.Pointer;
        job.Shift = affine.Shift.Pointer;
        job.Run(run, Levels.Body<AffineKernel>(run.Simd));
        GC.KeepAlive(affine);
    }

    /// <summary>max(0, x). The result may be the operand.</summary>
    public static void Relu(in Run run, Map from, Map to)
    {
        if (run.IsPanel)
        {
            (from, to) = (from.OnPanel(), to.OnPanel());
        }

        var job = new ElementwiseJob(run, from, to, relu: true, then: default);
        job.Run(run, Levels.Body<ReluKernel>(run.Simd));
    }

    private static void Join<TJoin>(in Run run, Map a, Map b, Map to, bool relu, PlaceFunction then)
        where TJoin : struct, IJoin
    {
        if (run.IsPanel)
        {
            (a, b, to) = (a.OnPanel(), b.OnPanel(), to.OnPanel());
        }

        b.CheckSame(a, nameof(a));
        var job = new ElementwiseJob(run, a, to, relu, then);
        job.Other = run.At(b);
        job.OtherMap = b;
        job.Run(run, Levels.Body<JoinKernel<TJoin>>(run.Simd));
    }

    /// <summary>One block of one sample a chunk.</summary>
    private struct ElementwiseJob
    {
        public float* Other, Scale, Shift;
        public Map OtherMap;
        private readonly float* _source, _target;
        private readonly nint _stride;
        private readonly float _floor;
        private readonly AppliedFunction _then;
        private readonly Map _from, _to;

        public ElementwiseJob(in Run run, Map from, Map to, bool relu, PlaceFunction then)
        {
            from.CheckSame(to, nameof(to));
            _source = run.At(from);
            _target = run.At(to);
            _stride = run.Stride;
            _floor = relu ? 0 : float.NegativeInfinity;
            _then = then.At(run.Simd, to.Channels);
            _from = from;
            _to = to;
        }

        public readonly void Run(in Run run, delegate*<void*, int, void> body)
        {
            var job = this;
            WorkerPool.Shared.For(run.Threads, run.Images * _from.Blocks, Cost(run, _from), body, &job);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void Join<TLanes, TJoin>(void* state, int chunk)
            where TLanes : struct, ILanes<TLanes>
            where TJoin : struct, IJoin
        {
            ref readonly var job = ref *(ElementwiseJob*)state;
            var (image, block) = Math.DivRem(chunk, job._from.Blocks);
            var a = job._source + (image * job._stride) + (block * job._from.Block);
            var b = job.Other + (image * job._stride) + (block * job.OtherMap.Block);
            var y = job._target + (image * job._stride) + (block * job._to.Block);
            var (rowA, rowB, rowY, floor) = (job._from.Row, job.OtherMap.Row, job._to.Row, TLanes.All(job._floor));
            var length = (nint)job._from.Width * Map.Lanes;
            for (var r = job._from.Height; r > 0; r--)
            {
                for (nint i = 0; i < length; i += Map.Lanes)
                {
                    TLanes.Max(floor, TJoin.Of(TLanes.Load(a + i), TLanes.Load(b + i))).Store(y + i);
                }

                job._then.Apply(y, job._to.Width, Map.Lanes, block);
                a += rowA;
                b += rowB;
                y += rowY;
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void Affine<TLanes>(void* state, int chunk)
            where TLanes : struct, ILanes<TLanes>
        {
            ref readonly var job = ref *(ElementwiseJob*)state;
            var (image, block) = Math.DivRem(chunk, job._from.Blocks);
            var x = job._source + (image * job._stride) + (block * job._from.Block);
            var y = job._target + (image * job._stride) + (block * job._to.Block);
            var (rowX, rowY, floor) = (job._from.Row, job._to.Row, TLanes.All(job._floor));
            var (scale, shift) = (TLanes.Load(job.Scale + (block * Map.Lanes)), TLanes.Load(job.Shift + (block * Map.Lanes)));
            var length = (nint)job._from.Width * Map.Lanes;
            for (var r = job._from.Height; r > 0; r--)
            {
                for (nint i = 0; i < length; i += Map.Lanes)
                {
                    TLanes.Max(floor, TLanes.MultiplyAdd(TLanes.Load(x + i), scale, shift)).Store(y + i);
                }

                job._then.Apply(y, job._to.Width, Map.Lanes, block);
                x += rowX;
                y += rowY;
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void Gate<TLanes>(void* state, int chunk)
            where TLanes : struct, ILanes<TLanes>
        {
            ref readonly var job = ref *(ElementwiseJob*)state;
            var (image, block) = Math.DivRem(chunk, job._from.Blocks);
            var x = job._source + (image * job._stride) + (block * job._from.Block);
            var y = job._target + (image * job._stride) + (block * job._to.Block);
            var (rowX, rowY, floor) = (job._from.Row, job._to.Row, TLanes.All(job._floor));
            var factor = TLanes.Load(job.Other + (image * job._stride) + (block * job.OtherMap.Block));
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

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void Relu<TLanes>(void* state, int chunk)
            where TLanes : struct, ILanes<TLanes>
        {
            ref readonly var job = ref *(ElementwiseJob*)state;
            var (image, block) = Math.DivRem(chunk, job._from.Blocks);
            var x = job._source + (image * job._stride) + (block * job._from.Block);
            var y = job._target + (image * job._stride) + (block * job._to.Block);
            var (rowX, rowY, zero) = (job._from.Row, job._to.Row, TLanes.All(0));
            var length = (nint)job._from.Width * Map.Lanes;
            for (var r = job._from.Height; r > 0; r--)
            {
                for (nint i = 0; i < length; i += Map.Lanes)
                {
                    TLanes.Max(zero, TLanes.Load(x + i)).Store(y + i);
                }

                x += rowX;
                y += rowY;
            }
        }
    }

    private readonly struct JoinKernel<TJoin> : ILaneKernel
        where TJoin : struct, IJoin
    {
        public static delegate*<void*, int, void> Body<TLanes>()
            where TLanes : struct, ILanes<TLanes> => &ElementwiseJob.Join<TLanes, TJoin>;
    }

    private readonly struct GateKernel : ILaneKernel
    {
        public static delegate*<void*, int, void> Body<TLanes>()
            where TLanes : struct, ILanes<TLanes> => &ElementwiseJob.Gate<TLanes>;
    }

    private readonly struct AffineKernel : ILaneKernel
    {
        public static delegate*<void*, int, void> Body<TLanes>()
            where TLanes : struct, ILanes<TLanes> => &ElementwiseJob.Affine<TLanes>;
    }

    private readonly struct ReluKernel : ILaneKernel
    {
        public static delegate*<void*, int, void> Body<TLanes>()
            where TLanes : struct, ILanes<TLanes> => &ElementwiseJob.Relu<TLanes>;
    }

    /// <summary>What two values become, place by place.</summary>
    private interface IJoin
    {
        static abstract TLanes Of<TLanes>(TLanes a, TLanes b)
            where TLanes : struct, ILanes<TLanes>;
    }

    private readonly struct Sum : IJoin
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of<TLanes>(TLanes a, TLanes b)
            where TLanes : struct, ILanes<TLanes> => TLanes.Add(a, b);
    }

    private readonly struct Product : IJoin
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of<TLanes>(TLanes a, TLanes b)
            where TLanes : struct, ILanes<TLanes> => TLanes.Multiply(a, b);
    }
}
