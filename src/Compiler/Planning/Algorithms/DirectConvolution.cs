using NetSpec.Compiler.Planning.Shapes;

namespace NetSpec.Compiler.Planning.Algorithms;

/// <summary>A convolution by its definition: for every result the sum over taps and input channels, 32 results at a time.</summary>
internal sealed class DirectConvolution : KernelAlgorithm<ConvShape>
{
    public override string Name => "direct";

    public override string Kernel => "Convolution.DirectConv2D";

    public override string Packed => "Convolution.PackedConv";

    protected override bool IsFor(ConvShape shape) => !shape.IsTransposed;

    protected override KernelCost Cost(ConvShape shape) =>
        new((double)PackedSize(shape) * shape.Output.Height * shape.Output.Width, ConvTraffic.Bytes(shape, PackedSize(shape)));

    protected override long PackedSize(ConvShape shape)
    {
        var cut = ConvChannelCut.Of(shape);
        return cut.SuperGroups * cut.OutChannels * cut.InChannels * shape.KernelHeight * shape.KernelWidth;
    }
}
