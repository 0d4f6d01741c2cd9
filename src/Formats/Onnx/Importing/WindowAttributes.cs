using System;
using NetSpec.Dsl.Ops;
using NetSpec.Formats.Onnx.Messages;

namespace NetSpec.Formats.Onnx.Importing;

/// <summary>Kernels, strides and paddings of convolutions and pools.</summary>
internal static class WindowAttributes
{
    /// <summary>Larger than what a value of the language holds: sums of some of them are no larger than an int.</summary>
    private const int Largest = 1 << 28;

    public static Extent Extent(OnnxNode node, string name, int otherwise)
    {
        var values = node.Integers(name) ?? [otherwise, otherwise];
        if (Array.Exists(values, value => value < otherwise))
            throw new ImportProblem($"{name} has a number below {otherwise}");
        return values.Length == 2
            ? new(Small(values[0], name), Small(values[1], name))
            : throw new ImportProblem($"{name} has {values.Length} numbers; maps of two dimensions only are imported");
    }

    /// <summary>The padding: in numbers, or as many as <c>auto_pad</c> makes it.</summary>
    public static Padding Padding(OnnxNode node, int height, int width, Extent kernel, Extent stride, Extent dilation)
    {
        var mode = node.Text("auto_pad", "NOTSET");
        if (mode is "SAME_UPPER" or "SAME_LOWER")
        {
            var (top, bottom) = Same(height, kernel.Height, stride.Height, dilation.Height, mode == "SAME_UPPER");
            var (left, right) = Same(width, kernel.Width, stride.Width, dilation.Width, mode == "SAME_UPPER");
            return new(top, left, bottom, right);
        }

        var pads = mode == "VALID" ? [0, 0, 0, 0] : node.Integers("pads") ?? [0, 0, 0, 0];
        return pads.Length == 4
            ? new(Small(pads[0], "pads"), Small(pads[1], "pads"), Small(pads[2], "pads"), Small(pads[3], "pads"))
            : throw new ImportProblem($"pads has {pads.Length} numbers, not 4");
    }

    public static int Small(long value, string name) =>
        value is >= 0 and <= Largest ? (int)value : throw new ImportProblem(FormattableString.Invariant($"{name} has the number {value}"));

    /// <summary>As many rows or columns as ceil(size / stride) windows lack; of an odd number one more behind, or before.</summary>
    private static (int Before, int After) Same(long size, long kernel, long stride, long dilation, bool isUpper)
    {
        if (stride == 0)
            throw new ImportProblem("its stride is 0");
        var windows = (size + stride - 1) / stride;
        var lacking = (int)Math.Min(int.MaxValue, Math.Max(0, ((windows - 1) * stride) + (dilation * (kernel - 1)) + 1 - size));
        return isUpper ? (lacking / 2, lacking - (lacking / 2)) : (lacking - (lacking / 2), lacking / 2);
    }
}
