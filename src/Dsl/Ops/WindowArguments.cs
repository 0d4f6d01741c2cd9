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

    /// <summary>The padding of a convolution; <c>pad=same</c> keeps height and width.</summary>
    public static Padding ConvPadding(this IOpArguments a, Extent kernel, Extent stride, Extent dilation)
    {
        if (!a.IsWord("pad"))
        {
            return a.Padding("pad");
        }

        if (a.IsSound && (stride != One || kernel.Height % 2 == 0 || kernel.Width % 2 == 0))
        {
            a.Fail("pad", ProblemCode.ArgumentConflict, $"pad=same needs stride 1 and an odd kernel, not stride {Rules.Short(stride)} and kernel {Rules.Describe(kernel)}; state the padding in numbers");
        }

        var (height, width) = (dilation.Height * (kernel.Height / 2), dilation.Width * (kernel.Width / 2));
        return new(height, width, height, width);
    }

    /// <summary>The window of a pool; the stride is the kernel unless it is given.</summary>
    public static Window Pool(this IOpArguments a)
    {
        var kernel = a.Kernel();
        var stride = a.Extent("stride", kernel);
        var padding = a.Padding("pad");
        var (height, width) = (kernel.Height / 2, kernel.Width / 2);
        if (a.IsSound && (padding.Top > height || padding.Bottom > height || padding.Left > width || padding.Right > width))
        {
            a.Fail("pad", ProblemCode.ArgumentRange, $"pad is {Rules.Describe(padding)}, but a pool of kernel {Rules.Describe(kernel)} takes at most half the kernel, {Rules.Short(new(height, width))}");
        }

        return new(kernel, stride, padding, a.Flag("ceil", false));
    }
}
