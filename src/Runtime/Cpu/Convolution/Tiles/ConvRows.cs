using System;

namespace NetSpec.Runtime.Cpu;

/// <summary>
/// Covers a band of rows with tiles. Rows that fit half a tile go two by two; others are cut into tiles of nearly equal
/// width.
/// </summary>
internal static unsafe class ConvRows<TTiles>
    where TTiles : struct, IConvTiles
{
    public static void Execute(void* state, int index)
    {
        var job = (ConvJob*)state;
        var chunk = job->Chunk(index);
        for (var block = 0; block < chunk.Blocks; block += TTiles.Blocks)
        {
            var tile = new ConvTile
            {
                Input = chunk.Input + (chunk.FirstRow * job->InRow),
                Weights = chunk.Weights + (block * Map.Lanes),
                Shift = chunk.Shift + (block * Map.Lanes),
                WeightStep = chunk.Blocks * Map.Lanes,
                Output = chunk.Output + (block * job->OutBlock) + (chunk.FirstRow * job->OutRow),
                Residual = chunk.Residual == null ? null : chunk.Residual + (block * job->ResidualBlock) + (chunk.FirstRow * job->ResidualRow),
            };
            var blocks = Math.Min(TTiles.Blocks, chunk.Blocks - block);
            if (job->OutWidth <= TTiles.Half)
            {
                PairsOfRows(job, tile, chunk.EndRow - chunk.FirstRow, blocks);
            }
            else
            {
                Rows(job, tile, chunk.EndRow - chunk.FirstRow, blocks);
            }
        }
    }

    private static void PairsOfRows(ConvJob* job, ConvTile tile, int rows, int blocks)
    {
        tile.InHalf = job->InRow;
        tile.OutHalf = job->OutRow;
        tile.ResidualHalf = job->ResidualRow;
        if (rows > 1)
        {
            var pair = TTiles.Kernel(job->OutWidth, job->OutWidth, blocks);
            for (; rows > 1; rows -= 2)
            {
                pair(job, &tile);
                Advance(ref tile, 2 * job->InRow, 2 * job->OutRow, 2 * job->ResidualRow);
            }
        }

        if (rows > 0)
        {
            TTiles.Kernel(job->OutWidth, 0, blocks)(job, &tile);
        }
    }

    private static void Rows(ConvJob* job, ConvTile tile, int rows, int blocks)
    {
        var count = (job->OutWidth + (2 * TTiles.Half) - 1) / (2 * TTiles.Half);
        var (width, wider) = Math.DivRem(job->OutWidth, count);
        tile.InHalf = TTiles.Half * job->InPixel;
        tile.OutHalf = TTiles.Half * job->OutPixel;
        tile.ResidualHalf = TTiles.Half * job->ResidualPixel;
        var narrowKernel = Kernel(width, blocks);
        var wideKernel = wider == 0 ? narrowKernel : Kernel(width + 1, blocks);
        for (; rows > 0; rows--)
        {
            var place = tile;
            for (var i = 0; i < count; i++)
            {
                (i < wider ? wideKernel : narrowKernel)(job, &place);
                var pixels = i < wider ? width + 1 : width;
                Advance(ref place, pixels * job->InPixel, pixels * job->OutPixel, pixels * job->ResidualPixel);
            }

            Advance(ref tile, job->InRow, job->OutRow, job->ResidualRow);
        }
    }

    private static delegate*<ConvJob*, ConvTile*, void> Kernel(int pixels, int blocks) =>
        TTiles.Kernel(Math.Min(pixels, TTiles.Half), Math.Max(0, pixels - TTiles.Half), blocks);

    private static void Advance(ref ConvTile tile, nint input, nint output, nint residual)
    {
        tile.Input += input;
        tile.Output += output;
        tile.Residual = tile.Residual == null ? null : tile.Residual + residual;
    }
}
