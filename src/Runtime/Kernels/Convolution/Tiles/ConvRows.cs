using System;

namespace NetSpec.Runtime.Kernels.Convolution.Tiles;

/// <summary>
/// Covers a band of rows with tiles of nearly equal width. Rows go two by two, half a tile in each, where that makes fewer tiles, or single
/// ones would be narrow.
/// </summary>
internal static unsafe class ConvRows<TTiles>
    where TTiles : struct, IConvTiles
{
    // Narrower tiles have too few sums to hide the latency of multiply-adds.
    private const int MinPixels = 4;

    public static void Execute(void* state, int index)
    {
        var chunk = ((ConvJob*)state)->Chunk(index);
        Cover((ConvJob*)state, &chunk);
    }

    /// <summary>Computes a band of rows of a panel.</summary>
    public static void Cover(ConvJob* job, ConvChunk* band)
    {
        var chunk = *band;
        var zeros = stackalloc float[2 * Map.Lanes];
        new Span<float>(zeros, 2 * Map.Lanes).Fill(-0.0f);
        var tile = new ConvTile
        {
            WeightStep = chunk.Blocks * Map.Lanes,
            ResidualPixel = job->ResidualPixel,
            ResidualRow = job->ResidualRow,
            ResidualBlock = job->ResidualBlock,
        };
        tile.LookAhead(chunk.Weights, job->Depth, chunk.IsLast ? TilesOf(job, chunk) : int.MaxValue);
        for (var lane = 0; lane < chunk.Blocks * Map.Lanes; lane += TTiles.Lanes)
        {
            var (block, inBlock) = (lane / Map.Lanes, lane % Map.Lanes);
            tile.FirstBlock = chunk.FirstBlock + block;
            tile.InBlock = inBlock;
            tile.Input = chunk.Input + (chunk.FirstRow * job->InRow);
            tile.Weights = chunk.Weights + lane;
            tile.Shift = chunk.Shift + lane;
            tile.Output = chunk.Output + (block * job->OutBlock) + inBlock + (chunk.FirstRow * job->OutRow);
            tile.Residual = chunk.Residual == null
                ? null : chunk.Residual + (block * job->ResidualBlock) + inBlock + (chunk.FirstRow * job->ResidualRow);
            var lanes = Math.Min(TTiles.Lanes, (chunk.Blocks * Map.Lanes) - lane);
            var passes = new ConvPasses(job, TTiles.Products(lanes));
            for (var pass = 0; pass < passes.Count; pass++)
            {
                tile.Ahead = Pass(job, passes.Of(tile, pass, zeros), chunk.EndRow - chunk.FirstRow, lanes, pass == passes.Count - 1);
            }
        }
    }

    /// <summary>Covers all rows with the products of a pass. Returns what comes ahead then.</summary>
    private static byte* Pass(ConvJob* job, ConvTile tile, int rows, int lanes, bool isLast)
    {
        if (TTiles.AreAnywhere(lanes))
            return ConvPixels<TTiles>.Cover(job, tile, rows, lanes, isLast);

        if (rows > 1 && PairsAreBetter(job->OutWidth, lanes))
        {
            tile = PairsOfRows(job, tile, rows / 2, lanes, isLast);
            rows %= 2;
        }

        return SingleRows(job, tile, rows, lanes, isLast);
    }

    /// <summary>Tiles that a band of rows takes for a panel.</summary>
    private static int TilesOf(ConvJob* job, in ConvChunk chunk)
    {
        var rows = chunk.EndRow - chunk.FirstRow;
        var lanes = Math.Min(TTiles.Lanes, chunk.Blocks * Map.Lanes);
        var (pairs, singles) = rows > 1 && PairsAreBetter(job->OutWidth, lanes) ? (rows / 2, rows % 2) : (0, rows);
        var tiles = TTiles.AreAnywhere(lanes)
            ? ConvPixels<TTiles>.Tiles(rows * job->OutWidth, lanes)
            : (pairs * Tiles(job->OutWidth, TTiles.Half)) + (singles * Tiles(job->OutWidth, TTiles.Pixels(lanes)));
        return tiles * (((chunk.Blocks * Map.Lanes) + TTiles.Lanes - 1) / TTiles.Lanes);
    }

    /// <summary>Whether pairs of rows make fewer tiles, or single ones too narrow tiles.</summary>
    private static bool PairsAreBetter(int width, int lanes)
    {
        var pixels = TTiles.Pixels(lanes);
        var (pairs, singles) = (Tiles(width, TTiles.Half), Tiles(width, pixels));
        return pixels > TTiles.Half && (pairs < 2 * singles || width / singles < MinPixels);
    }

    private static int Tiles(int width, int most) => (width + most - 1) / most;

    /// <summary>Covers two rows at a time and returns the place of the row that follows.</summary>
    private static ConvTile PairsOfRows(ConvJob* job, ConvTile tile, int pairs, int lanes, bool isLast)
    {
        var count = Tiles(job->OutWidth, TTiles.Half);
        var (width, wider) = Math.DivRem(job->OutWidth, count);
        tile.InHalf = job->InRow;
        tile.OutHalf = job->OutRow;
        tile.ResidualHalf = tile.ResidualRow;
        var narrowKernel = TTiles.Kernel(width, width, lanes);
        var wideKernel = wider == 0 ? narrowKernel : TTiles.Kernel(width + 1, width + 1, lanes);
        for (; pairs > 0; pairs--)
        {
            tile.Ahead = Row(job, tile, count, wider, width, narrowKernel, wideKernel);
            if (isLast)
            {
                Finish(job, tile, lanes, 0);
                Finish(job, tile, lanes, job->OutRow);
            }

            tile.Advance(2 * job->InRow, 2 * job->OutRow, 2 * tile.ResidualRow);
        }

        return tile;
    }

    /// <summary>Covers a row at a time. Returns what comes ahead then.</summary>
    private static byte* SingleRows(ConvJob* job, ConvTile tile, int rows, int lanes, bool isLast)
    {
        var count = Tiles(job->OutWidth, TTiles.Pixels(lanes));
        var (width, wider) = Math.DivRem(job->OutWidth, count);
        nint half = TTiles.Pixels(lanes) - TTiles.Half;
        tile.InHalf = half * job->InPixel;
        tile.OutHalf = half * job->OutPixel;
        tile.ResidualHalf = half * tile.ResidualPixel;
        var narrowKernel = Kernel(width, lanes);
        var wideKernel = wider == 0 ? narrowKernel : Kernel(width + 1, lanes);
        for (; rows > 0; rows--)
        {
            tile.Ahead = Row(job, tile, count, wider, width, narrowKernel, wideKernel);
            if (isLast)
                Finish(job, tile, lanes, 0);

            tile.Advance(job->InRow, job->OutRow, tile.ResidualRow);
        }

        return tile.Ahead;
    }

    /// <summary>Tiles from left to right: some of width + 1 columns, the others of width. Returns what comes ahead then.</summary>
    private static byte* Row(
        ConvJob* job, ConvTile tile, int count, int wider, int width, delegate*<ConvJob*, ConvTile*, void> narrowKernel,
            delegate*<ConvJob*, ConvTile*, void> wideKernel)
    {
        for (var i = 0; i < count; i++)
        {
            (i < wider ? wideKernel : narrowKernel)(job, &tile);
            var columns = i < wider ? width + 1 : width;
            tile.Advance(columns * job->InPixel, columns * job->OutPixel, columns * tile.ResidualPixel);
        }

        return tile.Ahead;
    }

    /// <summary>Applies what comes last to a row of the blocks of which these are the last channels.</summary>
    public static void Finish(ConvJob* job, in ConvTile tile, int lanes, nint row)
    {
        var output = tile.Output + row - tile.InBlock;
        for (var i = 0; i < (tile.InBlock + lanes) / Map.Lanes; i++)
        {
            job->Then.Apply(output + (i * job->OutBlock), job->OutWidth, job->OutPixel, tile.FirstBlock + i);
        }
    }

    private static delegate*<ConvJob*, ConvTile*, void> Kernel(int pixels, int lanes) =>
        TTiles.Kernel(Math.Min(pixels, TTiles.Half), Math.Max(0, pixels - TTiles.Half), lanes);
}
