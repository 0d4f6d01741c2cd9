using System;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Convolution.Tiles;
using NetSpec.Runtime.Kernels.Functions;
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

    // What is applied to each result last.
    public AppliedFunction Then;
    public float* Input, Output, Residual, Weights, Shift;
    public nint Stride;
    public int Images;

    // Chunks: bands of so many rows, so many bands of each image, so many bands at a time.
    public int ChunkRows, RowChunks, Together;

    /// <summary>An estimate for whether a fork is worth it.</summary>
    public const long MultiplyAddsPerNanosecond = 50;

    // A chunk does at least this many multiply-adds, some 20 µs of one core.
    private const long ChunkMultiplyAdds = 1 << 20;

    // Pixels of a tile where there are 32 registers.
    private const int RowPixels = 14;

    // Floats that stay in a second-level cache beside what streams through it.
    private static readonly long CacheFloats = Caches.Second / 2 / sizeof(float);

    /// <summary>Panels of 32 output channels of a super-group.</summary>
    public readonly int Panels => (OutBlocks + 1) / 2;

    /// <summary>Products an output value sums.</summary>
    public readonly nint Depth => (nint)Blocks * KernelRows * Segments * Length;

    /// <summary>Chunks of the job.</summary>
    public readonly int Chunks => Groups * Panels * Images * RowChunks;

    /// <summary>An estimate of the time on one thread.</summary>
    public readonly long Nanoseconds => (long)Depth * OutWidth * OutHeight * Images * Groups * Panels * 2 * Map.Lanes / MultiplyAddsPerNanosecond;

    /// <summary>Convolves: input, output and residual are offsets of first interior elements.</summary>
    public void Run(in Run run, int images, NativeBuffer weights, NativeBuffer shift, int input, int output, int residual)
    {
        Aim(run, images, weights, shift, input, output, residual);
        Run(run.Simd, run.Threads);
    }

    /// <summary>All pointers.</summary>
    public void Aim(in Run run, int images, NativeBuffer weights, NativeBuffer shift, int input, int output, int residual)
    {
        AimInput(run, input);
        Aim(run, images, weights, shift, output, residual);
    }

    /// <summary>Convolves, all pointers being set.</summary>
    public void Run(SimdLevel level, int threads)
    {
        Order(threads);
        var body = Levels.Tiles<Kernel>(level);
        fixed (ConvJob* job = &this)
        {
            WorkerPool.Shared.For(threads, Chunks, Nanoseconds, body, job);
        }
    }

    /// <summary>
    /// Cuts the work into chunks and puts them in the order in which fewest floats come from beyond the second-level cache: panel by
    /// panel, each over all bands, so that weights are read once; or some bands at a time through all panels, so that activations are.
    /// </summary>
    /// <remarks>Threads take consecutive chunks: some panels each, or the same bands in layer after layer.</remarks>
    public void Order(int threads)
    {
        var row = Math.Min(InRow * Blocks, Depth * OutWidth);
        long activations = (long)row * OutHeight * Images, weights = (long)Depth * OutBlocks * Map.Lanes;
        var pieces = (int)Math.Max((activations + CacheFloats - 1) / CacheFloats, threads);
        if (threads == 1 ? GoesByPanels(weights, activations, pieces) : SharesPanels(weights, activations, threads))
        {
            var perRow = Math.Max(1, Depth * OutWidth * 2 * Map.Lanes);
            var bands = threads == 1 ? 1 : Math.Max(1, 8 * threads / (Groups * Panels * Images));
            CutRows((int)Math.Clamp(Math.Max((OutHeight + bands - 1) / bands, ChunkMultiplyAdds / perRow), 1, OutHeight));
            Together = Images * RowChunks;
            return;
        }

        // As many for each thread.
        pieces = (pieces + threads - 1) / threads * threads;
        CutRows(Math.Max(1, OutHeight / Math.Max(1, (pieces + Images - 1) / Images)));
        Together = Math.Max(1, Images * RowChunks / pieces);
    }

    /// <summary>All pointers but the input's.</summary>
    public void Aim(in Run run, int images, NativeBuffer weights, NativeBuffer shift, int output, int residual)
    {
        Output = run.At(output, OutExtent.Before, OutExtent.After) + OutStart;
        Residual = residual < 0 ? null : run.At(residual, ResidualExtent.Before, ResidualExtent.After) + ResidualStart;
        AimWeights(run, images, weights, shift);
    }

    /// <summary>All pointers but the output's, for a job without a residual.</summary>
    public void Aim(in Run run, NativeBuffer weights, NativeBuffer shift, int input)
    {
        AimInput(run, input);
        AimWeights(run, run.Images, weights, shift);
    }

    /// <summary>Goes on to the row behind the last.</summary>
    public void SkipRows()
    {
        InStart += OutHeight * InRow;
        OutStart += OutHeight * OutRow;
        ResidualStart += OutHeight * ResidualRow;
        OutHeight = 1;
    }

    /// <summary>A chunk by its number: super-groups, then pieces of some bands, then panels, then the bands of a piece.</summary>
    public readonly ConvChunk Chunk(int index)
    {
        var places = Images * RowChunks;
        var (group, rest) = Math.DivRem(index, Panels * places);
        var first = rest / (Panels * Together) * Together;
        var piece = Math.Min(Together, places - first);
        (var panel, rest) = Math.DivRem(rest - (Panels * first), piece);
        var (image, band) = Math.DivRem(first + rest, RowChunks);
        var chunk = Panel(group, panel, image);
        chunk.FirstRow = band * ChunkRows;
        chunk.EndRow = Math.Min(OutHeight, (band + 1) * ChunkRows);
        chunk.IsLast = rest == piece - 1;
        return chunk;
    }

    /// <summary>All rows of a panel of a super-group of a sample.</summary>
    public readonly ConvChunk Panel(int group, int panel, int image)
    {
        var firstBlock = (group * OutBlocks) + (2 * panel);
        return new ConvChunk
        {
            Blocks = ConvChannels.PanelBlocks(OutBlocks, panel),
            FirstBlock = firstBlock,
            EndRow = OutHeight,
            IsLast = true,
            Input = Input + (image * Stride) + (group * InGroup),
            Weights = Weights + (firstBlock * Map.Lanes * Depth),
            Shift = Shift + (firstBlock * Map.Lanes),
            Output = Output + (image * Stride) + (firstBlock * OutBlock),
            Residual = Residual == null ? null : Residual + (image * Stride) + (firstBlock * ResidualBlock),
        };
    }

    /// <summary>Whether fewer floats come from beyond the second-level cache panel by panel.</summary>
    private readonly bool GoesByPanels(long weights, long activations, int pieces)
    {
        var byPanels = weights + (activations > CacheFloats ? activations * Panels : activations);
        var byBands = activations + (weights > CacheFloats ? weights * pieces : weights);

        // Of equals, what is larger stays with its thread.
        return byPanels < byBands || (byPanels == byBands && weights > activations);
    }

    /// <summary>Whether threads better have panels of their own than bands: rows travel between them then, but weights are read once, and none idles.</summary>
    private readonly bool SharesPanels(long weights, long activations, int threads)
    {
        var rows = (long)OutHeight * Images;
        var idle = Nanoseconds / threads * (((rows + threads - 1) / threads * threads) - rows) / rows;
        var results = rows * OutWidth * OutBlocks * Groups;
        return CoreTraffic.OfActivations(activations / Map.Lanes, results, threads) < CoreTraffic.OfWeights(weights * Groups, threads) + idle;
    }

    private void AimInput(in Run run, int input) => Input = run.At(input, InExtent.Before, InExtent.After) + InStart;

    private void AimWeights(in Run run, int images, NativeBuffer weights, NativeBuffer shift)
    {
        Weights = weights.Pointer;
        Shift = shift.Pointer;
        Stride = run.Stride;
        Images = images;
    }

    private void CutRows(int rows)
    {
        // An even number, for tiles that take two rows; but whole tiles in a row leave nothing to gain, and threads have equal shares of an odd one.
        ChunkRows = Math.Min(OutHeight, OutWidth % RowPixels == 0 ? rows : (rows + 1) / 2 * 2);
        RowChunks = (OutHeight + ChunkRows - 1) / ChunkRows;
    }

    private readonly struct Kernel : ITileKernel
    {
        public static delegate*<void*, int, void> Body<TLanes, TWidth, TVector>()
            where TLanes : struct, ILanes<TLanes>
            where TWidth : struct, IWidth<TVector>
            where TVector : unmanaged => &ConvRows<ConvTiles<TWidth, TVector>>.Execute;
    }
}
