using System;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Panelling;

namespace NetSpec.Runtime.Kernels.Dense;

/// <summary>
/// A fully connected layer over one panel, with the weights of <see cref="PackedLinear"/>: panels of 32 rows, cut into
/// register tiles.
/// </summary>
internal unsafe struct PanelMatrix
{
    // 32 = 11 + 11 + 10, 16 = 8 + 8.
    private const int PackedRows = 2 * Map.Lanes, TileRows = 11, NarrowTileRows = 8;

    public int Rows, Columns;
    public float* Weights, Shift, Input, Output, Residual;

    /// <summary>Floats from one result row to the next.</summary>
    public nint OutputRow;

    public float Floor;
    public bool Streams;

    public readonly void Run(SimdLevel level, Panel* samples)
    {
        PanelTile tile = new()
        {
            Blocks = 1,
            Copies = 1,
            Length = Columns,
            Input = Input,
            InputStep = PanelTile.Samples,
            OutputStep = OutputRow,
            ShiftStep = 1,
            ResidualStep = PanelTile.Samples,
            Floor = Floor,
            Streams = Streams,
        };
        for (var panel = 0; panel < Rows; panel += PackedRows)
        {
            // The last panel of an odd number of blocks is packed 16 wide.
            var wide = Rows - panel > Map.Lanes;
            var (end, tileRows) = (Math.Min(Rows, panel + PackedRows), wide ? TileRows : NarrowTileRows);
            tile.WeightStep = wide ? PackedRows : Map.Lanes;
            for (var row = panel; row < end; row += tileRows)
            {
                tile.Weights = Weights + ((nint)panel * Columns) + (row - panel);
                tile.Output = Output + (row * OutputRow);
                tile.Shift = Shift + row;
                tile.Residual = Residual == null ? null : Residual + ((nint)row * PanelTile.Samples);
                PanelAhead.Run(level, &tile, Math.Min(tileRows, end - row), samples);
            }
        }
    }
}
