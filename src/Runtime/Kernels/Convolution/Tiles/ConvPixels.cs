using System;
using NetSpec.Runtime.Kernels.Tiles;

namespace NetSpec.Runtime.Kernels.Convolution.Tiles;

/// <summary>
/// Covers a band of rows with tiles of pixels that follow one another, over the ends of rows: but for the last one, no tile has fewer pixels than
/// it has room for. For tiles whose pixels may lie anywhere.
/// </summary>
internal static unsafe class ConvPixels<TTiles>
    where TTiles : struct, IConvTiles
{
    /// <summary>Tiles of so many pixels.</summary>
    public static int Tiles(int pixels, int lanes) => (pixels + TTiles.Pixels(lanes) - 1) / TTiles.Pixels(lanes);

    /// <summary>Computes the band, and applies what comes last to each row that has its results. Returns what comes ahead then.</summary>
    public static byte* Cover(ConvJob* job, ConvTile tile, int rows, int lanes, bool isLast)
    {
        var width = job->OutWidth;
        var column = 0;
        var ofRow = tile;
        for (var pixels = rows * width; pixels > 0;)
        {
            var (size, count) = Next(pixels, lanes);
            tile.Tiles = Math.Min(count, (width - column) / size);
            if (tile.Tiles > 0)
            {
                Line(job, ref tile);
            }
            else
            {
                tile.Tiles = 1;
                tile.InPlaces = From(column, width, job->InPixel, job->InRow);
                tile.OutPlaces = From(column, width, job->OutPixel, job->OutRow);
                tile.ResidualPlaces = From(column, width, tile.ResidualPixel, tile.ResidualRow);
            }

            TTiles.Kernel(size, 0, lanes)(job, &tile);
            pixels -= tile.Tiles * size;
            for (column += tile.Tiles * size; column >= width && rows > 0; column -= width, rows--)
            {
                if (isLast)
                    ConvRows<TTiles>.Finish(job, ofRow, lanes, 0);
                ofRow.Advance(job->InRow, job->OutRow, ofRow.ResidualRow);
            }

            tile.Input = ofRow.Input + (column * job->InPixel);
            tile.Output = ofRow.Output + (column * job->OutPixel);
            if (tile.Residual != null)
                tile.Residual = ofRow.Residual + (column * tile.ResidualPixel);
        }

        return tile.Ahead;
    }

    /// <summary>Computes pixels of one row. Returns what comes ahead then.</summary>
    public static byte* Row(ConvJob* job, ConvTile tile, int pixels, int lanes)
    {
        Line(job, ref tile);
        while (pixels > 0)
        {
            (var size, tile.Tiles) = Next(pixels, lanes);
            TTiles.Kernel(size, 0, lanes)(job, &tile);
            nint done = tile.Tiles * size;
            tile.Advance(done * job->InPixel, done * job->OutPixel, done * tile.ResidualPixel);
            pixels -= (int)done;
        }

        return tile.Ahead;
    }

    /// <summary>The size of the next tiles, and how many there are.</summary>
    /// <remarks>A pixel alone has too few sums to hide the latency of multiply-adds: four are two and two.</remarks>
    private static (int Size, int Count) Next(int pixels, int lanes)
    {
        var most = TTiles.Pixels(lanes);
        var (count, rest) = Math.DivRem(pixels, most);
        if (rest == 1 && count > 0)
            (count, rest) = (count - 1, most + 1);
        return count > 0 ? (most, count) : rest > most ? (rest / 2, 2) : (rest, 1);
    }

    /// <summary>Pixels side by side.</summary>
    private static void Line(ConvJob* job, ref ConvTile tile)
    {
        tile.InPlaces = RowPlaces.Every(job->InPixel);
        tile.OutPlaces = RowPlaces.Every(job->OutPixel);
        tile.ResidualPlaces = RowPlaces.Every(tile.ResidualPixel);
    }

    /// <summary>Where the second and third pixel from a column on lie, in its row or in those that follow.</summary>
    private static RowPlaces From(int column, int width, nint pixel, nint row)
    {
        return new(To(1), To(2));

        nint To(int pixels) => ((column + pixels) / width * row) + ((((column + pixels) % width) - column) * pixel);
    }
}
