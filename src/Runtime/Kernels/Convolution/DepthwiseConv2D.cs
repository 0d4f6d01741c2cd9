using System;
using System.ComponentModel;
using NetSpec.Runtime.Kernels.Functions;

namespace NetSpec.Runtime.Kernels.Convolution;

/// <summary>
/// <see cref="DirectConv2D"/> where every channel is a group, so that no channel sees another; its sums run in the same order.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DepthwiseConv2D
{
    /// <summary>Packs weights (channels, 1, rows, columns), multiplied by the epilogue's factors.</summary>
    /// <exception cref="ArgumentException">Channels of the shape see each other, or its input is planar.</exception>
    public static PackedDepthwise Pack<TShape>(ReadOnlySpan<float> weight, Epilogue epilogue)
        where TShape : struct, IConvShape
    {
        ArgumentNullException.ThrowIfNull(epilogue);
        var s = default(TShape);
        if (s.Groups != s.InChannels || s.Groups != s.OutChannels || s.InPlanar)
        {
            throw new ArgumentException(
                $"{typeof(TShape).Name} has {s.Groups} groups for {s.InChannels} and {s.OutChannels} channels; each channel must be a group, in blocks.");
        }

        ConvGeometry.Check(s, weight.Length, epilogue);
        ConvGeometry.CheckReach(s);
        return new PackedDepthwise(
            typeof(TShape), DepthwiseJob.Pack(s, weight, epilogue), epilogue.PackShifts(), DepthwiseJob.Of(s)) { HasResidual = s.HasResidual };
    }

    /// <summary>Convolves.</summary>
    /// <param name="run">The pass.</param>
    /// <param name="weights">Weights packed for the same shape.</param>
    /// <param name="input">The first interior element of the input; its border is zero.</param>
    /// <param name="output">The first interior element of the result.</param>
    /// <param name="residual">The first interior element of the map to add, for a shape that has one.</param>
    /// <param name="relu">Whether negative results become zero.</param>
    /// <param name="then">What is applied to each result last; nothing by default.</param>
    public static void Run<TShape>(
        in Run run, PackedDepthwise weights, int input, int output, int residual = -1, bool relu = false, PlaceFunction then = default)
        where TShape : struct, IConvShape
    {
        ArgumentNullException.ThrowIfNull(weights);
        ConvGeometry.CheckRun(weights.Shape, typeof(TShape), weights.HasResidual, residual);
        weights.Job.Run(run, weights.Weights, weights.Shift, input, output, residual, relu, then);
        GC.KeepAlive(weights);
    }
}
