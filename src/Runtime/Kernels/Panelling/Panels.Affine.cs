using System;
using NetSpec.Runtime.Kernels.Functions;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Panelling;

public static unsafe partial class Panels
{
    /// <summary>scale · x + shift, feature by feature, then ReLU if asked, and a function behind it. The result may be the operand.</summary>
    internal static void Affine(in Run run, PackedAffine affine, int from, int to, bool relu, PlaceFunction then)
    {
        AffineJob job;
        job.Source = Value(run, from, affine.Channels);
        job.Target = Value(run, to, affine.Channels);
        job.Scale = affine.Scale.Pointer;
        job.Shift = affine.Shift.Pointer;
        job.Features = affine.Channels;
        job.Floor = relu ? 0 : float.NegativeInfinity;
        Levels.Body<AffineKernel>(run.Simd)(&job, 0);
        then.At(run.Simd, Map.Lanes).Apply(job.Target, affine.Channels * (Samples / Map.Lanes), Map.Lanes, 0);
        GC.KeepAlive(affine);
    }

    private struct AffineJob
    {
        public float* Source, Target, Scale, Shift;
        public int Features;
        public float Floor;

        public static void Execute<TLanes>(void* state, int chunk)
            where TLanes : struct, ILanes<TLanes>
        {
            var job = *(AffineJob*)state;
            float* x = job.Source, y = job.Target;
            var floor = TLanes.All(job.Floor);
            for (var feature = 0; feature < job.Features; feature++, x += Samples, y += Samples)
            {
                var (a, b) = (TLanes.All(job.Scale[feature]), TLanes.All(job.Shift[feature]));
                for (var i = 0; i < Samples; i += Map.Lanes)
                {
                    TLanes.Max(floor, TLanes.MultiplyAdd(TLanes.Load(x + i), a, b)).Store(y + i);
                }
            }
        }
    }

    private readonly struct AffineKernel : ILaneKernel
    {
        public static delegate*<void*, int, void> Body<TLanes>()
            where TLanes : struct, ILanes<TLanes> => &AffineJob.Execute<TLanes>;
    }
}
