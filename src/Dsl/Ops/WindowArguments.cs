using System;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Problems;

namespace NetSpec.Dsl.Ops;

/// <summary>The arguments that convolutions and pools share.</summary>
internal static class WindowArguments
{
    private static readonly Extent One = new(1, 1);

    public static Extent Kernel(this IOpArguments a) => a.Extent("kernel", One);

    public static Extent Stride(this IOpArguments a) => a.Extent("stride", One);

    public static Extent Dilation(this IOpArguments a) => a.Extent("dilation", One);

    public static bool Bias(this IOpArguments a) => a.Flag("bias", !a.BeforeBatchNorm);

    /// <summary>The padding of a convolution or pool, in numbers or <see cref="Same"/>.</summary>
    public static Padding WindowPadding(this IOpArguments a, Extent kernel, Extent stride, Extent dilation) =>
        !a.IsWord("pad") ? a.Padding("pad") : a.Input is { IsMap: true } input ? Same(input, kernel, stride, dilation) : default;

    /// <summary>The padding of a convolution or pool along a length, in numbers or as TensorFlow's <c>same</c>.</summary>
    public static Ends LengthPadding(this IOpArguments a, int kernel, int stride, int dilation)
    {
        if (!a.IsWord("pad"))
        {
            return a.Ends("pad");
        }

        var same = a.Input is { IsSequence: true } input
            ? Same(Shape.Map(1, 1, input.Width), new(1, kernel), new(1, stride), new(1, dilation))
            : default;
        return new(same.Left, same.Right);
    }

    /// <summary>The windows of a pool along a length; the stride is the kernel unless it is given.</summary>
    public static LengthWindow LengthWindow(this IOpArguments a)
    {
        var kernel = a.Integer("kernel");
        var stride = a.Integer("stride", kernel);
        var padding = a.LengthPadding(kernel, stride, dilation: 1);
        CheckSame(a);
        if (a.IsSound && Math.Max(padding.Before, padding.After) > kernel / 2)
        {
            a.Fail(
                "pad",
                ProblemCode.ArgumentRange,
                $"pad is {padding.Spell()}, but a pool of kernel {Rules.Text(kernel)} takes at most half the kernel, {Rules.Text(kernel / 2)}");
        }

        return new(kernel, stride, padding, a.Flag("ceil", false));
    }

    private static void CheckSame(IOpArguments a)
    {
        if (a.IsSound && a.IsWord("pad") && a.Flag("ceil", false))
        {
            a.Fail("ceil", ProblemCode.ArgumentConflict, "pad=same gives a window for each stride as it is; leave ceil out");
        }
    }

    /// <summary>
    /// The padding for ceil(height / stride) x ceil(width / stride) windows, TensorFlow's <c>same</c>: as many rows and
    /// columns as they lack, half of them before and half behind, of an odd number one more behind.
    /// </summary>
    private static Padding Same(Shape input, Extent kernel, Extent stride, Extent dilation)
    {
        var (top, bottom) = Side(input.Height, kernel.Height, stride.Height, dilation.Height);
        var (left, right) = Side(input.Width, kernel.Width, stride.Width, dilation.Width);
        return new(top, left, bottom, right);

        static (int Before, int After) Side(long size, long kernel, long stride, long dilation)
        {
            var windows = (size + stride - 1) / stride;
            var lacking = (int)Math.Min(int.MaxValue, Math.Max(((windows - 1) * stride) + (dilation * (kernel - 1)) + 1 - size, 0));
            return (lacking / 2, lacking - (lacking / 2));
        }
    }

    /// <summary>The window of a pool; the stride is the kernel unless it is given.</summary>
    public static Window Pool(this IOpArguments a)
    {
        var kernel = a.Kernel();
        var stride = a.Extent("stride", kernel);
        var padding = a.WindowPadding(kernel, stride, One);
        CheckSame(a);
        var (height, width) = (kernel.Height / 2, kernel.Width / 2);
        if (a.IsSound && (padding.Top > height || padding.Bottom > height || padding.Left > width || padding.Right > width))
        {
            a.Fail(
                "pad",
                ProblemCode.ArgumentRange,
                $"pad is {Rules.Describe(padding)}, but a pool of kernel {Rules.Describe(kernel)} takes at most half the kernel, "
                    + $"{Rules.Short(new(height, width))}");
        }

        return new(kernel, stride, padding, a.Flag("ceil", false));
    }
}
