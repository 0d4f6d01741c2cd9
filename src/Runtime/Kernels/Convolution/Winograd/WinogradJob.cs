using System;
using NetSpec.Runtime.Kernels.Functions;

namespace NetSpec.Runtime.Kernels.Convolution.Winograd;

/// <summary>
/// A convolution by Winograd's minimal filtering over one pass. The tiles of all samples are numbered through and cut into bands. A band
/// goes through three stages: its tiles are transformed to [point][tile][input channel]; at every point these rows are multiplied with the
/// transformed weights, to [point][tile][output channel]; those are transformed back. Distances are in floats.
/// </summary>
/// <remarks>
/// See <see cref="WinogradShares"/> for what each thread does. Every sum runs in one order, whatever the shares.
/// </remarks>
internal unsafe struct WinogradJob
{
    // Tiles of a band that stays in a second-level cache: two tiles of registers, each of which reads the weights once.
    private const int ApartTiles = 28;

    // Up to so many nanoseconds of products threads are better off without the forks and transfers of shared transforms.
    private const long SmallNanoseconds = 200_000;

    private const long MultiplyAddsPerNanosecond = 50;

    // Tiles of a thread for which it is worth reading all weights.
    private const int LeastTiles = 4;

    // A cut into a few bands is one into a multiple of these or a little more, for threads to have equal shares.
    private const int EvenBands = 8, ManyBands = 32;

    // Floats of a band for which weights are read once: what the third-level cache can take, of all threads.
    private const long LargeFloats = 4 << 20;

    // Floats of weights that stay in a second-level cache beside a band.
    private static readonly long CacheFloats = Caches.Second / 2 / sizeof(float);

    // The input, from row to row and block to block; from its first interior element to the first tile.
    public nint InRow, InBlock, InStart;
    public int InChannels, InBlocks;

    // The result and the residual.
    public nint OutRow, OutBlock, ResidualRow, ResidualBlock;
    public int OutHeight, OutWidth, OutBlocks;

    // Whether the result is that of a 2 x 2 max-pool behind the convolution.
    public bool Pools;

    // Floats of each map before, and from, its first interior element on.
    public (nint Before, nint After) InExtent, OutExtent, ResidualExtent;

    public float Floor;

    // What is applied to each result last.
    public AppliedFunction Then;

    // Outputs of a tile along a side; points of a tile; tiles of a sample along its sides.
    public int Outputs, Points, Across, Down;

    // Scratch memory: from tile to tile and from point to point.
    public nint InTile, InPoint, OutTile, OutPoint;

    // Bands have equally many tiles, or one more.
    public int Images, Bands, Threads;
    public WinogradShares Shares;

    // The band that threads have in common, whose inputs are where its memory begins; and what each thread has by itself.
    public WinogradBand Band;
    public ThreadScratch Scratch;

    public float* Input, Output, Residual, Weights, Shift, Zeros, MinusZeros;
    public nint Stride;

    // The products at a point: a convolution of one tap whose pixels are tiles.
    public ConvJob Product;

    /// <summary>Tiles of all samples.</summary>
    public readonly int Tiles => Images * Across * Down;

    /// <summary>Pairs of blocks of output channels, the last of which may be one block.</summary>
    public readonly int Panels => (OutBlocks + 1) / 2;

    /// <summary>Floats of a band's memory.</summary>
    public readonly nint BandFloats => Points * (InPoint + OutPoint);

    /// <summary>Floats of a point's weights.</summary>
    public readonly nint PointWeights => (nint)InChannels * OutBlocks * Map.Lanes;

    /// <summary>Cuts the tiles of all samples into bands, and the work into shares for so many threads.</summary>
    public void Cut(int threads)
    {
        Threads = threads;
        long perTile = Points * (InTile + OutTile), most = ApartTiles;
        if (threads == 1 ? Points * PointWeights > Tiles * perTile : !SharesTiles(threads))
        {
            // Whole panels for each thread, where that leaves none idle for more than a fifth of the time.
            var isEven = 4 * ((Panels + threads - 1) / threads * threads) <= 5 * Panels;
            Shares = isEven && NanosecondsOf(Tiles) <= SmallNanoseconds ? WinogradShares.Panels : WinogradShares.Points;
            most = Math.Max(ApartTiles, LargeFloats / perTile / (Shares == WinogradShares.Panels ? threads : 1));
        }

        Bands = (int)((Tiles + most - 1) / most);
        if (Shares == WinogradShares.Bands && Bands < ManyBands)
        {
            // Each band reads all weights: no more bands than needed, where weights do not stay in the second-level cache.
            var even = Bands == 1 || Points * PointWeights > CacheFloats ? threads : (EvenBands + threads - 1) / threads * threads;
            Bands = Math.Min(Tiles, (Bands + even - 1) / even * even);
        }

        var tiles = (Tiles + Bands - 1) / Bands;
        InPoint = WinogradMemory.Odd(tiles * InTile);
        OutPoint = WinogradMemory.Odd(tiles * OutTile);
    }

    /// <summary>An estimate of the time that the products of so many tiles take on one thread.</summary>
    public readonly long NanosecondsOf(int tiles) => tiles * Points * PointWeights / MultiplyAddsPerNanosecond;

    /// <summary>A band in a piece of memory.</summary>
    public readonly WinogradBand BandOf(int index, float* memory)
    {
        var first = (int)((long)Tiles * index / Bands);
        return new WinogradBand
        {
            First = first,
            Tiles = (int)((long)Tiles * (index + 1) / Bands) - first,
            Inputs = memory,
            Products = memory + (Points * InPoint),
        };
    }

    /// <summary>
    /// Whether threads better have tiles each, which read all weights, than weights each: then they read and write lines of activations that other cores have.
    /// </summary>
    private readonly bool SharesTiles(int threads)
    {
        if (Tiles < LeastTiles * threads)
            return false;

        var pixels = (long)Images * OutHeight * OutWidth;
        return CoreTraffic.OfWeights(Points * PointWeights, threads) <= CoreTraffic.OfActivations(pixels * InBlocks, pixels * OutBlocks, threads);
    }

    /// <summary>A tile's place: the sample, and the row and column of its first output.</summary>
    public readonly (int Image, int Row, int Column) Place(int tile)
    {
        (tile, var column) = Math.DivRem(tile, Across);
        var (image, row) = Math.DivRem(tile, Down);
        return (image, row * Outputs, column * Outputs);
    }
}
