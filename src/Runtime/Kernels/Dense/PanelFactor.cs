using System;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Panelling;

namespace NetSpec.Runtime.Kernels.Dense;

/// <summary>
/// A Kronecker-sparse factor over one panel. For every i and j it is a dense b x c matrix between rows d apart; its b
/// rows are cut into register tiles, and the weights stream by once, in order.
/// </summary>
internal unsafe struct PanelFactor
{
    public TiledPattern Size;
    public float* Weights, Shift, Input, Output, Residual;

    /// <summary>Floats from one result row to the next.</summary>
    public nint OutputRow;

    public float Floor;
    public bool Streams;

    public readonly void Run(SimdLevel level, Panel* panel)
    {
        var (a, b, c, d) = (Size.A, Size.B, Size.C, Size.D);
        PanelTile tile = new()
        {
            Weights = Weights,
            Input = Input,
            Output = Output,
            Shift = Shift,
            Residual = Residual,
            Length = c,
            InputStep = (nint)d * PanelTile.Samples,
            OutputStep = d * OutputRow,
            ShiftStep = d,
            ResidualStep = (nint)d * PanelTile.Samples,
            OutputCopy = OutputRow,
            Floor = Floor,
            Streams = Streams,
        };
        if (Size.Tiles == 1)
        {
            tile.WeightStep = b;
            tile.Blocks = a;
            tile.Copies = d;
            tile.InputBlock = c * tile.InputStep;
            tile.OutputBlock = b * tile.OutputStep;
            tile.ShiftBlock = (nint)b * d;
            tile.ResidualBlock = b * tile.ResidualStep;
            PanelAhead.Run(level, &tile, b, panel);
            return;
        }

        tile.Blocks = tile.Copies = 1;
        for (var i = 0; i < a; i++)
        {
            for (var j = 0; j < d; j++)
            {
                nint row = ((nint)i * b * d) + j;
                tile.Input = Input + ((((nint)i * c * d) + j) * PanelTile.Samples);
                for (var first = 0; first < b; first += Size.TileRows, row += (nint)Size.TileRows * d)
                {
                    var rows = Math.Min(Size.TileRows, b - first);
                    tile.WeightStep = rows;
                    tile.Output = Output + (row * OutputRow);
                    tile.Shift = Shift == null ? null : Shift + row;
                    tile.Residual = Residual == null ? null : Residual + (row * PanelTile.Samples);
                    PanelAhead.Run(level, &tile, rows, panel);
                    tile.Weights += (nint)rows * c;
                }
            }
        }
    }
}
