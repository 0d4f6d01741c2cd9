using System;
using System.Collections.Generic;
using System.ComponentModel;
using NetSpec.Runtime.Kernels.Functions;

namespace NetSpec.Runtime.Kernels.Convolution;

/// <summary>
/// Transposed convolution, the adjoint of a convolution of the same geometry, with the affine map that follows it, a
/// residual and a ReLU fused. Outputs at one place of the stride are an ordinary convolution with some of the taps.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PhasedConvTranspose2D
{
    /// <summary>Packs weights (in, out / groups, rows, columns), multiplied by the epilogue's factors.</summary>
    public static PackedConvTranspose Pack<TShape>(ReadOnlySpan<float> weight, Epilogue epilogue)
        where TShape : struct, IConvShape
    {
        ArgumentNullException.ThrowIfNull(epilogue);
        var s = default(TShape);
        ConvGeometry.Check(s, weight.Length, epilogue);
        var phases = new List<PackedConvTranspose.Phase>();
        for (var y = 0; y < Math.Min(s.StrideHeight, s.OutHeight); y++)
        {
            var rows = StridePhase.Of(y, s.KernelHeight, s.StrideHeight, s.DilationHeight, s.PadTop, s.OutHeight);
            for (var x = 0; x < Math.Min(s.StrideWidth, s.OutWidth); x++)
            {
                var columns = StridePhase.Of(x, s.KernelWidth, s.StrideWidth, s.DilationWidth, s.PadLeft, s.OutWidth);
                phases.Add(PackPhase(s, weight, epilogue, y, rows, x, columns));
            }
        }

        return new PackedConvTranspose(typeof(TShape), epilogue.PackShifts(), [.. phases]) { HasResidual = s.HasResidual };
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
        in Run run, PackedConvTranspose weights, int input, int output, int residual = -1, bool relu = false, PlaceFunction then = default)
        where TShape : struct, IConvShape
    {
        ArgumentNullException.ThrowIfNull(weights);
        ConvGeometry.CheckRun(weights.Shape, typeof(TShape), weights.HasResidual, residual);
        for (var first = 0; first < weights.Phases.Length; first += ConvPhases.Most)
        {
            ConvPhases phases = default;
            foreach (var phase in weights.Phases.AsSpan(first, Math.Min(ConvPhases.Most, weights.Phases.Length - first)))
            {
                var job = phase.Job;
                job.Floor = ConvGeometry.Floor(relu);
                job.Then = then.At(run.Simd, default(TShape).OutChannels);
                job.Aim(run, run.Images, phase.Weights, weights.Shift, input, output, residual);
                phases.Add(job, run.Threads);
            }

            phases.Run(run.Simd, run.Threads);
        }

        GC.KeepAlive(weights);
    }

    private static PackedConvTranspose.Phase PackPhase(
        IConvShape s, ReadOnlySpan<float> weight, Epilogue epilogue, int y, StridePhase rows, int x, StridePhase columns)
    {
        // Without taps on one side, a phase has none at all.
        var (tapRows, tapColumns) = rows.Taps == 0 || columns.Taps == 0 ? (0, 0) : (rows.Taps, columns.Taps);
        if (tapRows > 0)
        {
            ConvGeometry.CheckReach(s, rows.FirstInput, rows.FirstInput + rows.Outputs - 1 + ((tapRows - 1) * rows.Dilation), s.InHeight);
            ConvGeometry.CheckReach(s, columns.FirstInput, columns.FirstInput + columns.Outputs - 1 + ((tapColumns - 1) * columns.Dilation), s.InWidth);
        }

        var channels = new ConvChannels(s.OutChannels, s.InChannels, s.Groups, s.InPlanar);
        var order = WeightOrder.InFirst(s.OutChannels / s.Groups, s.InChannels / s.Groups, s.KernelHeight, s.KernelWidth);
        order = order with
        {
            Start = (rows.LastTap * order.Row) + (columns.LastTap * order.Column),
            Row = -rows.TapStep * order.Row,
            Column = -columns.TapStep * order.Column,
        };

        var job = ConvGeometry.Of(s, channels, tapRows, tapColumns, rows.Dilation, columns.Dilation, rows.Outputs, columns.Outputs);
        var (row, pixel) = ConvGeometry.InSteps(s);
        job.InStart = (rows.FirstInput * row) + (columns.FirstInput * pixel);
        job.InRow = row;
        job.InPixel = pixel;
        job.OutStart = (y * job.OutRow) + (x * job.OutPixel);
        job.ResidualStart = (y * job.ResidualRow) + (x * job.ResidualPixel);
        job.OutRow *= s.StrideHeight;
        job.OutPixel *= s.StrideWidth;
        job.ResidualRow *= s.StrideHeight;
        job.ResidualPixel *= s.StrideWidth;
        return new PackedConvTranspose.Phase(job, channels.Pack(weight, epilogue.ScaleFactors, order, tapRows, tapColumns));
    }
}
