using System;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Panelling;

public static unsafe partial class Panels
{
    /// <summary>scale · x + shift, feature by feature, then ReLU if asked. The result may be the operand.</summary>
    internal static void Affine(in Run run, PackedAffine affine, int from, int to, bool relu)
    {
        var source = Value(run, from, affine.Channels);
        var target = Value(run, to, affine.Channels);
        delegate*<float*, float*, float*, float*, int, float, void> body = run.Simd switch
        {
            SimdLevel.Vector512 => &Affine<Lanes512>,
            SimdLevel.Vector256 => &Affine<Lanes256>,
            _ => &Affine<Lanes1>,
        };
        body(source, target, affine.Scale.Pointer, affine.Shift.Pointer, affine.Channels, relu ? 0 : float.NegativeInfinity);
        GC.KeepAlive(affine);
    }

    private static void Affine<TLanes>(float* x, float* y, float* scale, float* shift, int features, float least)
        where TLanes : struct, ILanes<TLanes>
    {
        var floor = TLanes.All(least);
        for (; features > 0; features--, x += Samples, y += Samples)
        {
            var (a, b) = (TLanes.All(*scale++), TLanes.All(*shift++));
            for (var i = 0; i < Samples; i += Map.Lanes)
            {
                TLanes.Max(floor, TLanes.MultiplyAdd(TLanes.Load(x + i), a, b)).Store(y + i);
            }
        }
    }
}
