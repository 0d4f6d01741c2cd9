using NetSpec.Compiler.Planning.Shapes;

namespace NetSpec.Compiler.Planning.Algorithms;

/// <summary>
/// A transposed convolution as one convolution for each place of the stride: the results there are sums over the same taps, and
/// together the places have each tap once.
/// </summary>
internal sealed class PhasedConvolution : KernelAlgorithm<ConvShape>
{
    public override string Name => "by phase of the stride";

    public override string Kernel => "Convolution.PhasedConvTranspose2D";

    public override string Packed => "Convolution.PackedConvTranspose";

    protected override bool IsFor(ConvShape shape) => shape.IsTransposed;

    protected override KernelCost Cost(ConvShape shape) =>
        new((double)PackedSize(shape) * shape.Input.Height * shape.Input.Width, ConvTraffic.Bytes(shape, PackedSize(shape)));

    protected override long PackedSize(ConvShape shape)
    {
        var cut = ConvChannelCut.Of(shape);
        return cut.SuperGroups * cut.OutChannels * cut.InChannels * shape.KernelHeight * shape.KernelWidth;
    }
}
