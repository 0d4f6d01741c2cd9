using System;
using System.Globalization;
using NetSpec.Compiler.Planning.Shapes;

namespace NetSpec.Compiler.Planning.Algorithms;

/// <summary>
/// A depthwise convolution and the 1 x 1 convolution behind it in one kernel, band of rows by band: what lies between stays in a thread's
/// cache and is neither written nor read, but every band reads the second one's weights.
/// </summary>
internal static class SeparableConvolution
{
    /// <summary>The runtime's type.</summary>
    public const string Kernel = "Convolution.SeparableConv2D";

    private const int FloatBytes = 4;

    /// <summary>Whether two convolutions are such a pair, and less is to move when one kernel computes both.</summary>
    public static bool Pays(ConvShape depthwise, ConvShape pointwise, ProgramPolicy policy) =>
        policy.JoinsLayers && IsFor(depthwise, pointwise, policy) && Share(depthwise, pointwise) < 1;

    /// <summary>What an emitted comment says of the pair.</summary>
    public static string Describe(ConvShape depthwise, ConvShape pointwise)
    {
        var percent = Math.Round(100 * Share(depthwise, pointwise)).ToString(CultureInfo.InvariantCulture);
        return $"depthwise into direct: moves {percent} % of the bytes of one after the other";
    }

    private static bool IsFor(ConvShape depthwise, ConvShape pointwise, ProgramPolicy policy) =>
        pointwise is { IsTransposed: false, IsInputPlanar: false, Groups: 1, KernelHeight: 1, KernelWidth: 1 }
        && pointwise is { StrideHeight: 1, StrideWidth: 1, PadTop: 0, PadLeft: 0 }
        && (pointwise.Input.Height, pointwise.Input.Width) == (pointwise.Output.Height, pointwise.Output.Width)
        && Is<DepthwiseConvolution>(depthwise, policy) && Is<DirectConvolution>(pointwise, policy);

    private static bool Is<TAlgorithm>(ConvShape shape, ProgramPolicy policy)
        where TAlgorithm : KernelAlgorithm, new() => AlgorithmChoice.Of(shape, policy).Kernel == new TAlgorithm().Kernel;

    /// <summary>The bytes that it moves over those of the two kernels one after the other.</summary>
    private static double Share(ConvShape depthwise, ConvShape pointwise)
    {
        var weights = new DirectConvolution().PackedSize(pointwise);
        var apart = new DepthwiseConvolution().Cost(depthwise).Bytes + new DirectConvolution().Cost(pointwise).Bytes;
        var between = (double)Place.RoundUp(pointwise.Input.Channels) * pointwise.Input.Height * pointwise.Input.Width;
        var bands = Math.Max(2, Math.Ceiling(between / MachineModel.ThreadFloats));
        return (apart + (FloatBytes * (((bands - 1) * weights) - (2 * between)))) / apart;
    }
}
