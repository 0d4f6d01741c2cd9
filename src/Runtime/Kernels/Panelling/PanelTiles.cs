using System;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Lanes;
using NetSpec.Runtime.Kernels.Tiles;

namespace NetSpec.Runtime.Kernels.Panelling;

/// <summary>Cuts a tile of up to 14 rows into what a vector width has registers for.</summary>
internal static unsafe class PanelTiles
{
    /// <summary>Cache lines that a slice fetches, and rows of a slice.</summary>
    public const int Lines = 2, SliceRows = WideRows<Width1, float, N3>.Most;

    /// <summary>Computes the first columns of a tile; their number is rounded up to what registers hold.</summary>
    public static void Run(SimdLevel level, PanelTile* tile, int rows, int columns)
    {
        tile->Rows = rows;
        tile->Columns = columns;
        Levels.Tiles<Kernel>(level)(tile, 0);
    }

    private static void Run<TWidth, TVector>(void* state, int index)
        where TWidth : struct, IWidth<TVector>
        where TVector : unmanaged
    {
        var tile = (PanelTile*)state;
        if (PanelKernels<TWidth, TVector>.IsWide(tile->Columns))
        {
            Slice<TWidth, TVector>(tile, tile->Rows, tile->Columns);
            return;
        }

        tile->Fetched = tile->Length * tile->Blocks * tile->Copies;
        if (tile->Rows <= PanelKernels<TWidth, TVector>.Rows(tile->Columns) && tile->Columns <= PanelKernels<TWidth, TVector>.Columns(tile->Columns))
            PanelKernels<TWidth, TVector>.Of(tile->Rows, tile->Columns)(tile);
        else
            Cut<TWidth, TVector>(tile, tile->Rows, tile->Columns);
    }

    /// <summary>As many rows as registers hold at a time, in one call, then those that are left.</summary>
    private static void Slice<TWidth, TVector>(PanelTile* tile, int rows, int columns)
        where TWidth : struct, IWidth<TVector>
        where TVector : unmanaged
    {
        var most = PanelKernels<TWidth, TVector>.Rows(columns);
        var (slices, rest) = Math.DivRem(rows, most);

        // A row alone has too few sums to hide the latency of multiply-adds: four rows are two and two.
        if (rest == 1 && slices > 0)
            (slices, rest) = (slices - 1, most + 1);
        var slice = *tile;
        tile->Fetched = 0;
        for (var column = 0; column < columns; column += PanelKernels<TWidth, TVector>.Columns(columns))
        {
            slice.Weights = tile->Weights;
            slice.Input = tile->Input + column;
            slice.Output = tile->Output + column;
            slice.Shift = tile->Shift;
            slice.Residual = tile->Residual == null ? null : tile->Residual + column;
            if (slices > 0)
            {
                slice.Slices = slices;
                PanelKernels<TWidth, TVector>.Wide(most)(&slice);
                if (column == 0)
                {
                    tile->Ahead = slice.Ahead;
                    tile->Fetched = Lines * slices * tile->Blocks * tile->Copies;
                }

                slice.Ahead = tile->Input;
                slice.AheadStep0 = slice.AheadStep1 = 0;
            }

            if (rest > 0)
            {
                var before = slices * most;
                slice.Slices = rest > most ? 2 : 1;
                slice.Weights += before;
                slice.Output += before * tile->OutputStep;
                slice.Shift += tile->Shift == null ? 0 : before * tile->ShiftStep;
                slice.Residual += tile->Residual == null ? 0 : before * tile->ResidualStep;
                PanelKernels<TWidth, TVector>.Wide(rest / slice.Slices)(&slice);
            }
        }
    }

    private static void Cut<TWidth, TVector>(PanelTile* tile, int rows, int columns)
        where TWidth : struct, IWidth<TVector>
        where TVector : unmanaged
    {
        var most = PanelKernels<TWidth, TVector>.Rows(columns);
        var parts = (rows + most - 1) / most;
        var rest = *tile;
        for (int part = 0, row = 0, next; part < parts; part++, row = next)
        {
            next = rows * (part + 1) / parts;
            for (var column = 0; column < columns; column += PanelKernels<TWidth, TVector>.Columns(columns))
            {
                // The first slice fetches ahead for the whole tile.
                var isFirst = row == 0 && column == 0;
                var slice = isFirst ? *tile : rest;
                slice.Weights += row;
                slice.Input += column;
                slice.Output += (row * tile->OutputStep) + column;
                slice.Shift += tile->Shift == null ? 0 : row * tile->ShiftStep;
                slice.Residual += tile->Residual == null ? 0 : (row * tile->ResidualStep) + column;
                PanelKernels<TWidth, TVector>.Of(next - row, columns - column)(&slice);
                if (isFirst)
                {
                    tile->Ahead = slice.Ahead;
                    rest.Ahead = tile->Input;
                    rest.AheadStep0 = rest.AheadStep1 = rest.AheadStep2 = rest.AheadStep3 = 0;
                }
            }
        }
    }

    private readonly struct Kernel : ITileKernel
    {
        public static delegate*<void*, int, void> Body<TLanes, TWidth, TVector>()
            where TLanes : struct, ILanes<TLanes>
            where TWidth : struct, IWidth<TVector>
            where TVector : unmanaged => &Run<TWidth, TVector>;
    }
}
