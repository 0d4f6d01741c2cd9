using System;

namespace NetSpec.Runtime.Cpu;

/// <summary>
/// A Kronecker-sparse factor over one panel. For every i and j it is a dense b x c matrix between rows d apart; its b
/// rows are cut into register tiles. Weights are packed [i][j][tile][l][row of the tile]: they stream by once, in order.
/// </summary>
internal unsafe struct PanelFactor
{
    public int A, B, C, D, TileRows;
    public float* Weights, Shift, Input, Output, Residual;

    /// <summary>Floats from one result row to the next.</summary>
    public nint OutputRow;

    public float Floor;
    public bool Streams;

    public readonly void Run(SimdLevel level, int columns)
    {
        var tiles = (B + TileRows - 1) / TileRows;
        PanelTile tile = new()
        {
            Weights = Weights,
            Input = Input,
            Output = Output,
            Shift = Shift,
            Residual = Residual,
            Length = C,
            InputStep = (nint)D * PanelTile.Samples,
            OutputStep = D * OutputRow,
            ShiftStep = D,
            ResidualStep = (nint)D * PanelTile.Samples,
            OutputCopy = OutputRow,
            Floor = Floor,
            Streams = Streams,
        };
        if (tiles == 1)
        {
            tile.WeightStep = B;
            tile.Blocks = A;
            tile.Copies = D;
            tile.InputBlock = C * tile.InputStep;
            tile.OutputBlock = B * tile.OutputStep;
            tile.ShiftBlock = (nint)B * D;
            tile.ResidualBlock = B * tile.ResidualStep;
            PanelTiles.Run(level, &tile, B, columns);
            return;
        }

        tile.Blocks = tile.Copies = 1;
        for (var i = 0; i < A; i++)
        {
            for (var j = 0; j < D; j++)
            {
                nint row = ((nint)i * B * D) + j;
                tile.Input = Input + ((((nint)i * C * D) + j) * PanelTile.Samples);
                for (var first = 0; first < B; first += TileRows, row += (nint)TileRows * D)
                {
                    var rows = Math.Min(TileRows, B - first);
                    tile.WeightStep = rows;
                    tile.Output = Output + (row * OutputRow);
                    tile.Shift = Shift == null ? null : Shift + row;
                    tile.Residual = Residual == null ? null : Residual + (row * PanelTile.Samples);
                    PanelTiles.Run(level, &tile, rows, columns);
                    tile.Weights += (nint)rows * C;
                }
            }
        }
    }
}
