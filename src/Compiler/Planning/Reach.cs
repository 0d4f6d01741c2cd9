using System;
using NetSpec.Compiler.Passes.Adjoints;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning;

/// <summary>How far outside its operand an op reads: the border the operand's map must have.</summary>
internal static class Reach
{
    public static int Of(Op op, Shape operand, Shape result) => op switch
    {
        Conv2D conv => Math.Max(
            Conv(operand.Height, result.Height, conv.Kernel.Height, conv.Stride.Height, conv.Dilation.Height, conv.Padding.Top),
            Conv(operand.Width, result.Width, conv.Kernel.Width, conv.Stride.Width, conv.Dilation.Width, conv.Padding.Left)),
        ConvTranspose2D conv => Math.Max(
            Transposed(operand.Height, result.Height, conv.Kernel.Height, conv.Stride.Height, conv.Dilation.Height, conv.Padding.Top),
            Transposed(operand.Width, result.Width, conv.Kernel.Width, conv.Stride.Width, conv.Dilation.Width, conv.Padding.Left)),
        WeightCost { Layer: ConvTranspose2D, KernelOp: Conv2D conv } cost => Of(conv, cost.To, cost.From),
        _ => 0,
    };

    public static int Of(ConvShape shape) => shape.IsTransposed
        ? Math.Max(
            Transposed(shape.Input.Height, shape.Output.Height, shape.KernelHeight, shape.StrideHeight, shape.DilationHeight, shape.PadTop),
            Transposed(shape.Input.Width, shape.Output.Width, shape.KernelWidth, shape.StrideWidth, shape.DilationWidth, shape.PadLeft))
        : Math.Max(
            Conv(shape.Input.Height, shape.Output.Height, shape.KernelHeight, shape.StrideHeight, shape.DilationHeight, shape.PadTop),
            Conv(shape.Input.Width, shape.Output.Width, shape.KernelWidth, shape.StrideWidth, shape.DilationWidth, shape.PadLeft));

    /// <summary>Output o reads positions o s - p + k d.</summary>
    private static int Conv(long size, long windows, long kernel, long stride, long dilation, long before)
    {
        var last = ((windows - 1) * stride) - before + ((kernel - 1) * dilation);
        return Beyond(-before, last, size);
    }

    /// <summary>Output o reads the positions i with i s = o + p - k d.</summary>
    private static int Transposed(long size, long outputs, long kernel, long stride, long dilation, long before)
    {
        var first = CeilDivide(before - ((kernel - 1) * dilation), stride);
        var last = (outputs - 1 + before) / stride;
        return Beyond(first, last, size);
    }

    private static int Beyond(long first, long last, long size) =>
        (int)Math.Min(int.MaxValue, Math.Max(0, Math.Max(-first, last - (size - 1))));

    private static long CeilDivide(long dividend, long divisor) =>
        dividend >= 0 ? (dividend + divisor - 1) / divisor : -(-dividend / divisor);
}
