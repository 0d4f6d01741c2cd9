using System;
using System.ComponentModel;
using NetSpec.Runtime.Kernels.Functions;

namespace NetSpec.Runtime.Kernels.Convolution;

/// <summary>
/// <see cref="DepthwiseConv2D"/> and the 1 x 1 <see cref="DirectConv2D"/> that alone reads its result, which is never stored: bit for bit what
/// the two compute one after the other.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SeparableConv2D
{
    /// <summary>Convolves twice.</summary>
    /// <typeparam name="TDepthwise">The first convolution, without a residual.</typeparam>
    /// <typeparam name="TPointwise">The second: one tap, no stride, no padding, one group.</typeparam>
    /// <param name="run">The pass.</param>
    /// <param name="depthwise">Weights packed for the first shape.</param>
    /// <param name="pointwise">Weights packed for the second shape.</param>
    /// <param name="input">The first interior element of the input; its border is zero.</param>
    /// <param name="output">The first interior element of the result.</param>
    /// <param name="residual">The first interior element of the map to add to it, for a second shape that has one.</param>
    /// <param name="innerRelu">Whether negative results of the first become zero.</param>
    /// <param name="relu">Whether negative results of the second become zero.</param>
    /// <param name="innerThen">What is applied to each result of the first last; nothing by default.</param>
    /// <param name="then">What is applied to each result of the second last; nothing by default.</param>
    public static void Run<TDepthwise, TPointwise>(
        in Run run, PackedDepthwise depthwise, PackedConv pointwise, int input, int output, int residual = -1, bool innerRelu = false, bool relu = false,
        PlaceFunction innerThen = default, PlaceFunction then = default)
        where TDepthwise : struct, IConvShape
        where TPointwise : struct, IConvShape
    {
        ArgumentNullException.ThrowIfNull(depthwise);
        ArgumentNullException.ThrowIfNull(pointwise);
        ConvGeometry.CheckRun(depthwise.Shape, typeof(TDepthwise), depthwise.HasResidual, residual: -1);
        ConvGeometry.CheckRun(pointwise.Shape, typeof(TPointwise), pointwise.HasResidual, residual);
        if (!Follows<TDepthwise, TPointwise>())
        {
            throw new ArgumentException($"{typeof(TPointwise).Name} is no 1 x 1 convolution of the result of {typeof(TDepthwise).Name}.");
        }

        var job = pointwise.Job;
        job.Floor = ConvGeometry.Floor(relu);
        job.Then = then.At(run.Simd, default(TPointwise).OutChannels);
        job.Aim(run, run.Images, pointwise.Weights, pointwise.Shift, output, residual);
        var first = depthwise.Job.Aimed(run, depthwise.Weights, depthwise.Shift, input, innerRelu, innerThen);
        SeparableJob.Run(run, first, job, default(TPointwise).InWidth);
        GC.KeepAlive(depthwise);
        GC.KeepAlive(pointwise);
    }

    private static bool Follows<TDepthwise, TPointwise>()
        where TDepthwise : struct, IConvShape
        where TPointwise : struct, IConvShape
    {
        var (first, second) = (default(TDepthwise), default(TPointwise));
        return (second.KernelHeight, second.KernelWidth, second.StrideHeight, second.StrideWidth) == (1, 1, 1, 1)
            && (second.PadTop, second.PadLeft, second.Groups, second.InPlanar) == (0, 0, 1, false)
            && (first.OutChannels, first.OutHeight, first.OutWidth) == (second.InChannels, second.InHeight, second.InWidth)
            && (second.InHeight, second.InWidth) == (second.OutHeight, second.OutWidth);
    }
}
