using System;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Lanes;
using NetSpec.Runtime.Kernels.Panelling;

namespace NetSpec.Runtime.Kernels.Dense;

/// <summary>
/// A fully connected layer over one panel, with the weights of <see cref="PackedLinear"/>: panels of 32 rows, cut into
/// register tiles. Where there are 16 registers, as many columns at a time as the first-level cache holds the inputs of.
/// </summary>
internal unsafe struct PanelMatrix
{
    private const int PackedRows = 2 * Map.Lanes;

    // 32 = 11 + 11 + 10, 16 = 8 + 8. Where tiles are computed slice by slice, all rows that share lines of weights are one.
    private static readonly int TileRows = Registers.Are16 ? PackedRows : 11, NarrowTileRows = Registers.Are16 ? PackedRows : 8;

    public int Rows, Columns;
    public float* Weights, Shift, Input, Output, Residual;

    /// <summary>Floats from one result row to the next.</summary>
    public nint OutputRow;

    /// <inheritdoc cref="PanelFactor.Sums"/>
    public float* Sums;

    public float Floor;
    public bool Streams;

    public readonly void Run(SimdLevel level, Panel* samples)
    {
        var passes = PanelFactor.Passes(Columns);
        var columns = (Columns + passes - 1) / passes;
        for (var first = 0; first < Columns; first += columns)
        {
            Pass(level, samples, first, Math.Min(columns, Columns - first));
        }
    }

    /// <summary>Adds some columns' products to the sums of all rows.</summary>
    private readonly void Pass(SimdLevel level, Panel* samples, int column, int columns)
    {
        var (isFirst, isLast) = (column == 0, column + columns == Columns);
        var (sums, sumsRow) = Sums == null ? ((nint)Output, OutputRow) : ((nint)Sums, PanelTile.Samples);
        var (output, outputRow) = isLast ? ((nint)Output, OutputRow) : (sums, sumsRow);
        var (residual, residualRow) = isFirst ? ((nint)Residual, PanelTile.Samples) : (sums, sumsRow);
        var zero = -0.0f;
        PanelTile tile = new()
        {
            Blocks = 1,
            Copies = 1,
            Length = columns,
            Input = Input + ((nint)column * PanelTile.Samples),
            InputStep = PanelTile.Samples,
            OutputStep = outputRow,
            ShiftStep = isFirst ? 1 : 0,
            ResidualStep = residualRow,
            Floor = isLast ? Floor : float.NegativeInfinity,
            Streams = isLast && Streams,
        };
        for (var panel = 0; panel < Rows; panel += PackedRows)
        {
            // The last panel of an odd number of blocks is packed 16 wide.
            var wide = Rows - panel > Map.Lanes;
            var (end, tileRows) = (Math.Min(Rows, panel + PackedRows), wide ? TileRows : NarrowTileRows);
            tile.WeightStep = wide ? PackedRows : Map.Lanes;
            for (var row = panel; row < end; row += tileRows)
            {
                tile.Weights = Weights + ((nint)panel * Columns) + (column * tile.WeightStep) + (row - panel);
                tile.Output = (float*)output + (row * outputRow);
                tile.Shift = isFirst ? Shift + row : &zero;
                tile.Residual = residual == 0 ? null : (float*)residual + (row * residualRow);
                PanelAhead.Run(level, &tile, Math.Min(tileRows, end - row), samples);
            }
        }
    }
}
