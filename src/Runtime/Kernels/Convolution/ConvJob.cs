using System;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Convolution.Tiles;
using NetSpec.Runtime.Kernels.Lanes;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Convolution;

/// <summary>
/// A direct convolution over one pass. For every output pixel it sums over input blocks, kernel rows, segments of a
/// kernel row and, innermost, a stretch of `Length` consecutive floats of input: kernel columns and channels of a block
/// lie side by side. Distances are in floats.
/// </summary>
/// <remarks>
/// Every sum runs in one order: the shift, the residual, then products in the order of the packed weights. So results
/// depend neither on threads nor on how pixels are grouped into tiles.
/// </remarks>
internal unsafe struct ConvJob
{
    // The input: from tap to tap, from output pixel to output pixel, from super-group to super-group.
    public nint InBlock, InTapRow, InTap, InRow, InPixel, InGroup;
    public int Blocks, KernelRows, Segments, Length;

    // The result and the residual.
    public nint OutRow, OutPixel, OutBlock, ResidualRow, ResidualPixel, ResidualBlock;
    public int OutHeight, OutWidth, OutBlocks, Groups;

    // From the first interior element to the first tap, and to the first output and residual pixel.
    public nint InStart, OutStart, ResidualStart;

    // Floats of each map before, and from, its first interior element on.
    public (nint Before, nint After) InExtent, OutExtent, ResidualExtent;

    public float Floor;
    public float* Input, Output, Residual, Weights, Shift;
    public nint Stride;
    public int Images, ChunkRows, RowChunks;

    private const long MultiplyAddsPerNanosecond = 50;

    // A chunk does at least this many multiply-adds, some 20 µs of one core.
    private const long ChunkMultiplyAdds = 1 << 20;

    /// <summary>Panels of 32 output channels of a super-group.</summary>
    public readonly int Panels => (OutBlocks + 1) / 2;

    /// <summary>Products an output value sums.</summary>
    public readonly nint Depth => (nint)Blocks * KernelRows * Segments * Length;

    /// <summary>Convolves: input, output and residual are offsets of first interior elements.</summary>
    public void Run(in Run run, int images, NativeBuffer weights, NativeBuffer shift, int input, int output, int residual)
    {
        Input = run.At(input, InExtent.Before, InExtent.After) + InStart;
        Output = run.At(output, OutExtent.Before, OutExtent.After) + OutStart;
        Residual = residual < 0 ? null : run.At(residual, ResidualExtent.Before, ResidualExtent.After) + ResidualStart;
        Weights = weights.Pointer;
        Shift = shift.Pointer;
        Stride = run.Stride;
        Images = images;

        var panels = Groups * Panels * Images;
        var perRow = Math.Max(1, Depth * OutWidth * 2 * Map.Lanes);
        var chunks = run.Threads == 1 ? 1 : Math.Max(1, 8 * run.Threads / panels);
        ChunkRows = (int)Math.Clamp(Math.Max((OutHeight + chunks - 1) / chunks, ChunkMultiplyAdds / perRow), 1, OutHeight);

        // An even number, for tiles that take two rows.
        ChunkRows = Math.Min(OutHeight, (ChunkRows + 1) / 2 * 2);
        RowChunks = (OutHeight + ChunkRows - 1) / ChunkRows;

        delegate*<void*, int, void> body = Levels.Body(
            run.Simd, scalar: &ConvRows1.Execute, vector256: &ConvRows<ConvTiles256>.Execute, vector512: &ConvRows<ConvTiles512>.Execute);
        fixed (ConvJob* job = &this)
        {
            WorkerPool.Shared.For(run.Threads, panels * RowChunks, perRow * OutHeight * panels / MultiplyAddsPerNanosecond, body, job);
        }
    }

    /// <summary>Goes on to the row behind the last.</summary>
    public void SkipRows()
    {
        InStart += OutHeight * InRow;
        OutStart += OutHeight * OutRow;
        ResidualStart += OutHeight * ResidualRow;
        OutHeight = 1;
    }

    /// <summary>A chunk's number as super-group, panel, image and band of rows, the band first.</summary>
    public readonly ConvChunk Chunk(int index)
    {
        (index, var band) = Math.DivRem(index, RowChunks);
        (index, var image) = Math.DivRem(index, Images);
        var (group, panel) = Math.DivRem(index, Panels);
        var firstBlock = (group * OutBlocks) + (2 * panel);
        return new ConvChunk
        {
            Blocks = ConvChannels.PanelBlocks(OutBlocks, panel),
            FirstRow = band * ChunkRows,
            EndRow = Math.Min(OutHeight, (band + 1) * ChunkRows),
            IsLast = band == RowChunks - 1 && image == Images - 1,
            Input = Input + (image * Stride) + (group * InGroup),
            Weights = Weights + (firstBlock * Map.Lanes * Depth),
            Shift = Shift + (firstBlock * Map.Lanes),
            Output = Output + (image * Stride) + (firstBlock * OutBlock),
            Residual = Residual == null ? null : Residual + (image * Stride) + (firstBlock * ResidualBlock),
        };
    }
}
