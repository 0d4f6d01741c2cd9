using System.Globalization;
using NetSpec.Compiler.Planning.Shapes;

namespace NetSpec.Compiler.Planning.Algorithms;

/// <summary>
/// A 3 x 3 convolution with stride 1 by Winograd's minimal filtering F(m x m, 3 x 3): a tile of m x m results takes (m + 2)² products an
/// input channel in place of 9 m², and transforms of its inputs and results.
/// </summary>
internal abstract class WinogradConvolution : KernelAlgorithm<ConvShape>
{
    // What products reach of the multiply-adds of a core, and the input channels in whose time their sums begin and end; measured.
    private const double ProductsShare = 0.93;

    private const int StartChannels = 4;

    public sealed override string Name => $"winograd F({Outputs.ToString(CultureInfo.InvariantCulture)},3)";

    public sealed override string Packed => "Convolution.PackedWinograd";

    /// <summary>Results of a tile along a side, m.</summary>
    protected abstract int Outputs { get; }

    /// <summary>Multiply-adds in whose time 16 channels of a tile are transformed there, and 16 back; measured.</summary>
    protected abstract (double Input, double Output) Transforms { get; }

    protected sealed override bool IsFor(ConvShape shape) => shape is
    {
        IsTransposed: false, IsInputPlanar: false, Groups: 1, KernelHeight: 3, KernelWidth: 3,
        StrideHeight: 1, StrideWidth: 1, DilationHeight: 1, DilationWidth: 1,
    };

    protected sealed override string? Refusal(ConvShape shape, ProgramPolicy policy) => policy.Subtracts ? null : "which subtracts";

    protected sealed override KernelCost Cost(ConvShape shape)
    {
        var tiles = (double)Tiles(shape.Output.Height) * Tiles(shape.Output.Width);
        var (inBlocks, outBlocks) = (Blocks(shape.Input.Channels), Blocks(shape.Output.Channels));

        var products = Weights(shape, shape.Input.Channels + StartChannels) * tiles;
        var transforms = tiles * ((inBlocks * Transforms.Input) + (outBlocks * Transforms.Output));
        return new(products + transforms, ConvTraffic.Bytes(shape, PackedSize(shape)), ProductsShare);
    }

    protected sealed override long PackedSize(ConvShape shape) => Weights(shape, shape.Input.Channels);

    private static long Blocks(int channels) => Place.RoundUp(channels) / Lanes;

    private long Weights(ConvShape shape, int inputs) => (long)(Outputs + 2) * (Outputs + 2) * inputs * Place.RoundUp(shape.Output.Channels);

    private int Tiles(int results) => (results + Outputs - 1) / Outputs;
}
