using System;
using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Convolution.Tiles;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Convolution.Winograd;

/// <summary>The three stages of a band, each of which can be done in parts.</summary>
internal static unsafe class WinogradStages<TTransform, TLanes, TTiles>
    where TTransform : struct, IWinogradTransform
    where TLanes : struct, ILanes<TLanes>
    where TTiles : struct, IConvTiles
{
    /// <summary>Transforms some blocks of some tiles, counted from the band's first.</summary>
    public static void Input(WinogradJob* job, in WinogradBand band, int firstTile, int endTile, int firstBlock, int endBlock)
    {
        var side = job->Outputs + 2;
        for (var tile = firstTile; tile < endTile; tile++)
        {
            var (image, row, column) = job->Place(band.First + tile);
            var source = job->Input + (image * job->Stride) + (firstBlock * job->InBlock) + (row * job->InRow) + ((nint)column * Map.Lanes);
            var target = band.Inputs + (tile * job->InTile) + (firstBlock * Map.Lanes);
            var (rows, columns) = (Math.Min(side, job->OutHeight + 2 - row), Math.Min(side, job->OutWidth + 2 - column));
            if (rows == side && columns == side)
            {
                TTransform.Input<TLanes>(source, job->InRow, job->InBlock, endBlock - firstBlock, target, job->InPoint);
            }
            else
            {
                Ragged(job, source, rows, columns, endBlock - firstBlock, target);
            }
        }
    }

    /// <summary>Makes the products of some panels at one point.</summary>
    public static void Multiply(WinogradJob* job, in WinogradBand band, int point, int firstPanel, int endPanel)
    {
        for (var panel = firstPanel; panel < endPanel; panel++)
        {
            var lanes = ConvChannels.PanelBlocks(job->OutBlocks, panel) * Map.Lanes;
            var tileLanes = Math.Min(lanes, TTiles.Lanes);
            var (most, slices) = (TTiles.Pixels(tileLanes), (lanes + TTiles.Lanes - 1) / TTiles.Lanes);
            var count = (band.Tiles + most - 1) / most;
            nint half = most - TTiles.Half;
            var tile = new ConvTile
            {
                Input = band.Inputs + (point * job->InPoint),
                Weights = job->Weights + (point * job->PointWeights) + (panel * 2 * Map.Lanes * (nint)job->InChannels),
                WeightStep = lanes,
                Shift = job->Zeros,
                Output = band.Products + (point * job->OutPoint) + (panel * 2 * Map.Lanes),
                InHalf = half * job->InTile,
                OutHalf = half * job->OutTile,
                ResidualHalf = half * job->OutTile,
            };
            tile.LookAhead(tile.Weights, job->InChannels, count * slices);
            var passes = new ConvPasses(&job->Product, TTiles.Products(tileLanes));
            for (var slice = 0; slice < slices; slice++)
            {
                for (var pass = 0; pass < passes.Count; pass++)
                {
                    tile.Ahead = Row(&job->Product, passes.Of(tile, pass, job->MinusZeros), band.Tiles, count, tileLanes);
                }

                tile.Weights += TTiles.Lanes;
                tile.Output += TTiles.Lanes;
            }
        }
    }

    /// <summary>Makes products with tiles of registers of nearly equal size. Returns what comes ahead then.</summary>
    private static byte* Row(ConvJob* job, ConvTile tile, int pixels, int count, int lanes)
    {
        if (TTiles.AreAnywhere(lanes))
            return ConvPixels<TTiles>.Row(job, tile, pixels, lanes);

        (pixels, var wider) = Math.DivRem(pixels, count);
        var narrow = Kernel(pixels, lanes);
        var wide = wider == 0 ? narrow : Kernel(pixels + 1, lanes);
        for (var i = 0; i < count; i++)
        {
            (i < wider ? wide : narrow)(job, &tile);
            nint done = i < wider ? pixels + 1 : pixels;
            tile.Input += done * job->InPixel;
            tile.Output += done * job->OutPixel;
            tile.Residual += tile.Residual == null ? 0 : done * job->OutPixel;
        }

        return tile.Ahead;
    }

    /// <summary>Transforms some blocks of some tiles back, counted from the band's first.</summary>
    public static void Output(WinogradJob* job, in WinogradBand band, int firstTile, int endTile, int firstBlock, int endBlock)
    {
        if (job->Pools)
        {
            Pooled(job, band, firstTile, endTile, firstBlock, endBlock);
            return;
        }

        var place = new WinogradOutput
        {
            Shift = job->Shift + (firstBlock * Map.Lanes),
            Point = job->OutPoint,
            OutRow = job->OutRow,
            OutBlock = job->OutBlock,
            ResidualRow = job->ResidualRow,
            ResidualBlock = job->ResidualBlock,
            Blocks = endBlock - firstBlock,
            Floor = job->Floor,
        };
        for (var tile = firstTile; tile < endTile; tile++)
        {
            var (image, row, column) = job->Place(band.First + tile);
            var pixel = (image * job->Stride) + ((nint)column * Map.Lanes);
            place.Products = band.Products + (tile * job->OutTile) + (firstBlock * Map.Lanes);
            place.Output = job->Output + pixel + (firstBlock * job->OutBlock) + (row * job->OutRow);
            place.Residual = job->Residual == null ? null : job->Residual + pixel + (firstBlock * job->ResidualBlock) + (row * job->ResidualRow);
            place.Rows = Math.Min(job->Outputs, job->OutHeight - row);
            place.Columns = Math.Min(job->Outputs, job->OutWidth - column);
            TTransform.Output<TLanes>(place);
            if (!job->Then.IsNone)
                Finish(job, place, firstBlock);
        }
    }

    /// <summary>The same with the maxima of 2 x 2 results, of which a tile has whole ones.</summary>
    [SkipLocalsInit]
    private static void Pooled(WinogradJob* job, in WinogradBand band, int firstTile, int endTile, int firstBlock, int endBlock)
    {
        var side = job->Outputs;
        var memory = stackalloc float[((side * side) + 1) * Map.Lanes];
        var results = WinogradMemory.Align(memory);
        nint row = side * Map.Lanes;
        var place = new WinogradOutput { Point = job->OutPoint, Output = results, OutRow = row, Blocks = 1, Floor = job->Floor };
        for (var tile = firstTile; tile < endTile; tile++)
        {
            var (image, top, left) = job->Place(band.First + tile);
            place.Rows = Math.Min(side, job->OutHeight - top);
            place.Columns = Math.Min(side, job->OutWidth - left);
            var pixel = job->Output + (image * job->Stride) + (top / 2 * job->OutRow) + ((nint)left / 2 * Map.Lanes);
            for (var block = firstBlock; block < endBlock; block++)
            {
                place.Products = band.Products + (tile * job->OutTile) + (block * Map.Lanes);
                place.Shift = job->Shift + (block * Map.Lanes);
                TTransform.Output<TLanes>(place);
                if (!job->Then.IsNone)
                    Finish(job, place, block);

                Maxima(results, row, place.Rows / 2, place.Columns / 2, pixel + (block * job->OutBlock), job->OutRow);
            }
        }
    }

    /// <summary>The largest of each 2 x 2 results; NaN where one is.</summary>
    private static void Maxima(float* results, nint row, int rows, int columns, float* output, nint outRow)
    {
        for (var i = 0; i < rows; i++, results += 2 * row, output += outRow)
        {
            for (nint j = 0; j < columns; j++)
            {
                var first = results + (2 * j * Map.Lanes);
                TLanes.MaxOrNaN(
                    TLanes.MaxOrNaN(TLanes.Load(first), TLanes.Load(first + Map.Lanes)),
                    TLanes.MaxOrNaN(TLanes.Load(first + row), TLanes.Load(first + row + Map.Lanes))).Store(output + (j * Map.Lanes));
            }
        }
    }

    /// <summary>Applies what comes last to a tile.</summary>
    private static void Finish(WinogradJob* job, in WinogradOutput place, int firstBlock)
    {
        for (var block = 0; block < place.Blocks; block++)
        {
            for (var row = 0; row < place.Rows; row++)
            {
                job->Then.Apply(place.Output + (block * place.OutBlock) + (row * place.OutRow), place.Columns, Map.Lanes, firstBlock + block);
            }
        }
    }

    private static delegate*<ConvJob*, ConvTile*, void> Kernel(int pixels, int lanes) =>
        TTiles.Kernel(Math.Min(pixels, TTiles.Half), Math.Max(0, pixels - TTiles.Half), lanes);

    /// <summary>Transforms a tile of which the map has the upper left part; the rest is zero.</summary>
    [SkipLocalsInit]
    private static void Ragged(WinogradJob* job, float* source, int rows, int columns, int blocks, float* target)
    {
        var side = job->Outputs + 2;
        var memory = stackalloc float[((side * side) + 1) * Map.Lanes];
        var tile = WinogradMemory.Align(memory);
        nint row = side * Map.Lanes;
        new Span<float>(tile, side * side * Map.Lanes).Clear();
        for (; blocks > 0; blocks--, source += job->InBlock, target += Map.Lanes)
        {
            for (var i = 0; i < rows; i++)
            {
                new Span<float>(source + (i * job->InRow), columns * Map.Lanes).CopyTo(new Span<float>(tile + (i * row), columns * Map.Lanes));
            }

            TTransform.Input<TLanes>(tile, row, 0, 1, target, job->InPoint);
        }
    }
}
