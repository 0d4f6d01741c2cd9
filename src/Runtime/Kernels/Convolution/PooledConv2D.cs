using System;
using System.ComponentModel;
using NetSpec.Runtime.Kernels.Convolution.Winograd;
using NetSpec.Runtime.Kernels.Functions;
using NetSpec.Runtime.Kernels.Pooling;

namespace NetSpec.Runtime.Kernels.Convolution;

/// <summary>
/// A convolution and the max-pool that alone reads its result, which is never stored: bit for bit what the two compute one after the other.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PooledConv2D
{
    /// <summary>Convolves as <see cref="DirectConv2D"/> does, and pools.</summary>
    /// <typeparam name="TShape">The convolution, without a residual.</typeparam>
    /// <param name="run">The pass.</param>
    /// <param name="weights">Weights packed for the shape.</param>
    /// <param name="input">The first interior element of the input; its border is zero.</param>
    /// <param name="to">The result of the pool.</param>
    /// <param name="window">Its window.</param>
    /// <param name="relu">Whether negative results of the convolution become zero.</param>
    /// <param name="then">What is applied to each of them last; nothing by default.</param>
    public static void Run<TShape>(
        in Run run, PackedConv weights, int input, Map to, PoolWindow window, bool relu = false, PlaceFunction then = default)
        where TShape : struct, IConvShape
    {
        ArgumentNullException.ThrowIfNull(weights);
        ConvGeometry.CheckRun(weights.Shape, typeof(TShape), weights.HasResidual, residual: -1);
        var s = default(TShape);
        var job = weights.Job;
        job.Floor = ConvGeometry.Floor(relu);
        job.Then = then.At(run.Simd, s.OutChannels);
        job.Aim(run, weights.Weights, weights.Shift, input);
        PooledConvJob.Run(run, job, PoolJob.OfRows(run, new Map(0, s.OutChannels, s.OutHeight, s.OutWidth, 0), to, window), to.Height, window);
        GC.KeepAlive(weights);
    }

    /// <summary>Convolves as <see cref="WinogradF4"/> or <see cref="WinogradF2"/> does, and pools: 2 x 2, side by side, without padding.</summary>
    /// <inheritdoc cref="Run{TShape}(in Kernels.Run, PackedConv, int, Map, PoolWindow, bool, PlaceFunction)"/>
    public static void Run<TShape>(
        in Run run, PackedWinograd weights, int input, Map to, PoolWindow window, bool relu = false, PlaceFunction then = default)
        where TShape : struct, IConvShape
    {
        ArgumentNullException.ThrowIfNull(weights);
        var s = default(TShape);
        if ((window.KernelHeight, window.KernelWidth, window.StrideHeight, window.StrideWidth, window.PadTop, window.PadLeft) != (2, 2, 2, 2, 0, 0)
            || (to.Channels, to.Height, to.Width) != (s.OutChannels, s.OutHeight / 2, s.OutWidth / 2))
        {
            throw new ArgumentException($"{to} is no result of a 2 x 2 pool of {new Map(0, s.OutChannels, s.OutHeight, s.OutWidth, 0)}.", nameof(to));
        }

        if (weights.Job.Outputs == F4Transform.Outputs)
            WinogradConv.RunPooled<TShape, F4Transform>(run, weights, input, to, relu, then);
        else
            WinogradConv.RunPooled<TShape, F2Transform>(run, weights, input, to, relu, then);
    }
}
