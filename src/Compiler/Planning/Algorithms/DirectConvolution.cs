using System.Globalization;
using NetSpec.Compiler.Planning.Shapes;

namespace NetSpec.Compiler.Planning.Algorithms;

/// <summary>A convolution by its definition: for every result the sum over taps and input channels, 32 results at a time.</summary>
internal sealed class DirectConvolution : KernelAlgorithm<ConvShape>
{
    public override string Name => "direct";

    public override string Kernel => "Convolution.DirectConv2D";

    public override string Packed => "Convolution.PackedConv";

    protected override bool IsFor(ConvShape shape) => !shape.IsTransposed;

    protected override string? Only(ConvShape shape) => shape switch
    {
        { KernelHeight: not 3 } or { KernelWidth: not 3 } => $"{Text(shape.KernelHeight)}x{Text(shape.KernelWidth)} kernel",
        { StrideHeight: not 1 } or { StrideWidth: not 1 } => $"stride {Sides(shape.StrideHeight, shape.StrideWidth)}",
        { DilationHeight: not 1 } or { DilationWidth: not 1 } => $"dilation {Sides(shape.DilationHeight, shape.DilationWidth)}",
        { Groups: not 1 } => $"{Text(shape.Groups)} groups",
        { IsInputPlanar: true } => "few input channels",
        _ => null,
    };

    private static string Sides(int height, int width) => height == width ? Text(height) : $"{Text(height)}x{Text(width)}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    protected override KernelCost Cost(ConvShape shape) =>
        new((double)PackedSize(shape) * shape.Output.Height * shape.Output.Width, ConvTraffic.Bytes(shape, PackedSize(shape)));

    protected override long PackedSize(ConvShape shape)
    {
        var cut = ConvChannelCut.Of(shape);
        return cut.SuperGroups * cut.OutChannels * cut.InChannels * shape.KernelHeight * shape.KernelWidth;
    }
}
