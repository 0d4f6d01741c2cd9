using System.Globalization;
using NetSpec.Compiler.Planning.Shapes;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Algorithms;

/// <summary>A convolution and the max-pool behind it in one kernel: what lies between stays in a thread's cache and is neither written nor read.</summary>
internal static class PooledConvolution
{
    /// <summary>The runtime's type.</summary>
    public const string Kernel = "Convolution.PooledConv2D";

    private const int FloatBytes = 4;

    /// <summary>Whether one kernel may compute both, and has room for it.</summary>
    public static bool Pays(ConvShape conv, MaxPool2D pool, Shape result, ProgramPolicy policy) =>
        policy.JoinsLayers && pool.K == 1 && !conv.HasResidual
        && AlgorithmChoice.Of(conv, policy).Kernel is var kernel && (Is<DirectConvolution>(kernel)
            ? 2L * Place.Lanes * conv.Output.Width * pool.Window.Kernel.Height <= MachineModel.ThreadFloats
            : (Is<WinogradF4Convolution>(kernel) || Is<WinogradF2Convolution>(kernel)) && IsPairs(conv, pool.Window, result));

    /// <summary>What an emitted comment says of the two.</summary>
    /// <param name="conv">The convolution.</param>
    /// <param name="algorithm">Its algorithm.</param>
    /// <param name="result">The pool's result.</param>
    public static string Describe(ConvShape conv, AlgorithmChoice algorithm, Shape result)
    {
        var between = Floats(conv.Output.Channels, conv.Output.Height, conv.Output.Width);
        var apart = algorithm.Cost.Bytes + (FloatBytes * (between + Floats(result.Channels, result.Height, result.Width)));
        var percent = System.Math.Round(100 * (apart - (2 * FloatBytes * between)) / apart).ToString(CultureInfo.InvariantCulture);
        var reason = algorithm.Reason.Length == 0 ? "" : "; " + algorithm.Reason;
        return $"{algorithm.Name} into max-pool: moves {percent} % of the bytes of one after the other{reason}";
    }

    private static bool Is<TAlgorithm>(string kernel)
        where TAlgorithm : KernelAlgorithm, new() => kernel == new TAlgorithm().Kernel;

    /// <summary>Whether windows are 2 x 2 and side by side from the first row and column on, so that tiles have whole ones.</summary>
    private static bool IsPairs(ConvShape conv, Window window, Shape result) =>
        (window.Kernel.Height, window.Kernel.Width, window.Stride.Height, window.Stride.Width, window.Padding.Top, window.Padding.Left) == (2, 2, 2, 2, 0, 0)
        && (result.Height, result.Width) == (conv.Output.Height / 2, conv.Output.Width / 2);

    private static double Floats(int channels, int height, int width) => (double)Place.RoundUp(channels) * height * width;
}
