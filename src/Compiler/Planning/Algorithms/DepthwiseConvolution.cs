using NetSpec.Compiler.Planning.Shapes;

namespace NetSpec.Compiler.Planning.Algorithms;

/// <summary>A convolution whose channels do not see each other, a block of channels at a time.</summary>
internal sealed class DepthwiseConvolution : KernelAlgorithm<ConvShape>
{
    // Every multiply-add loads its input, and a core loads about as many vectors as it has units to multiply them with, a weight each beside.
    private const double LoadsShare = 0.5;

    public override string Name => "depthwise";

    public override string Kernel => "Convolution.DepthwiseConv2D";

    public override string Packed => "Convolution.PackedDepthwise";

    protected override bool IsFor(ConvShape shape) =>
        shape is { IsTransposed: false, IsInputPlanar: false, Groups: > 1 } && shape.Groups == shape.Input.Channels
        && shape.Groups == shape.Output.Channels;

    protected override string Reason(ConvShape shape) => "every channel is a group";

    protected override KernelCost Cost(ConvShape shape) =>
        new((double)PackedSize(shape) * shape.Output.Height * shape.Output.Width, ConvTraffic.Bytes(shape, PackedSize(shape)), LoadsShare);

    protected override long PackedSize(ConvShape shape) => Place.RoundUp(shape.Output.Channels) * shape.KernelHeight * shape.KernelWidth;
}
