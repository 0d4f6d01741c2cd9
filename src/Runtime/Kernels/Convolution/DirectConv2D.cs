using System;
using System.ComponentModel;
using NetSpec.Runtime.Kernels.Functions;

namespace NetSpec.Runtime.Kernels.Convolution;

/// <summary>
/// Convolution (cross-correlation, as in PyTorch), with the affine map that follows it, a residual and a ReLU fused:
/// y = relu(scale · (w * x) + shift + residual).
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DirectConv2D
{
    /// <summary>Packs weights (out, in / groups, rows, columns), multiplied by the epilogue's factors.</summary>
    public static PackedConv Pack<TShape>(ReadOnlySpan<float> weight, Epilogue epilogue)
        where TShape : struct, IConvShape
    {
        ArgumentNullException.ThrowIfNull(epilogue);
        var s = default(TShape);
        ConvGeometry.Check(s, weight.Length, epilogue);
        ConvGeometry.CheckReach(s);
        var channels = new ConvChannels(s.OutChannels, s.InChannels, s.Groups, s.InPlanar);
        var order = WeightOrder.OutFirst(s.OutChannels / s.Groups, s.InChannels / s.Groups, s.KernelHeight, s.KernelWidth);
        return new PackedConv(typeof(TShape), channels.Pack(weight, epilogue.ScaleFactors, order, s.KernelHeight, s.KernelWidth), epilogue.PackShifts(),
            ConvGeometry.Direct(s, channels)) { HasResidual = s.HasResidual };
    }

    /// <summary>Convolves.</summary>
    /// <param name="run">The pass.</param>
    /// <param name="weights">Weights packed for the same shape.</param>
    /// <param name="input">The first interior element of the input; its border is zero.</param>
    /// <param name="output">The first interior element of the result.</param>
    /// <param name="residual">The first interior element of the map to add, for a shape that has one.</param>
    /// <param name="relu">Whether negative results become zero.</param>
    /// <param name="then">What is applied to each result last; nothing by default.</param>
    public static void Run<TShape>(in Run run, PackedConv weights, int input, int output, int residual = -1, bool relu = false, PlaceFunction then = default)
        where TShape : struct, IConvShape
    {
        ArgumentNullException.ThrowIfNull(weights);
        ConvGeometry.CheckRun(weights.Shape, typeof(TShape), weights.HasResidual, residual);
        var job = weights.Job;
        job.Floor = ConvGeometry.Floor(relu);
        job.Then = then.At(run.Simd, default(TShape).OutChannels);
        job.Run(run, run.Images, weights.Weights, weights.Shift, input, output, residual);
        GC.KeepAlive(weights);
    }
}
