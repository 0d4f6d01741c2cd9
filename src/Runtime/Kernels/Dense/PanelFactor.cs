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

    /// <summary>Computes all blocks and copies.</summary>
    public readonly void Run(SimdLevel level, Panel* panel)
    {
        if (Size.Tiles > 1)
        {
            for (var i = 0; i < Size.A; i++)
            {
                for (var j = 0; j < Size.D; j++)
                    Run(level, panel, i, j);
            }

            return;
        }

        var tile = Tile();
        tile.WeightStep = Size.B;
        tile.Blocks = Size.A;
        tile.Copies = Size.D;
        tile.InputBlock = Size.C * tile.InputStep;
        tile.OutputBlock = Size.B * tile.OutputStep;
        tile.ShiftBlock = (nint)Size.B * Size.D;
        tile.ResidualBlock = Size.B * tile.ResidualStep;
        PanelAhead.Run(level, &tile, Size.B, panel);
    }

    /// <summary>Computes one copy of one block.</summary>
    public readonly void Run(SimdLevel level, Panel* panel, int block, int copy)
    {
        var (b, c, d) = (Size.B, Size.C, Size.D);
        var tile = Tile();
        tile.Blocks = tile.Copies = 1;
        tile.Weights += (((nint)block * d) + copy) * b * c;
        tile.Input += (((nint)block * c * d) + copy) * PanelTile.Samples;
        var row = ((nint)block * b * d) + copy;
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

    private readonly PanelTile Tile() => new()
    {
        Weights = Weights,
        Input = Input,
        Output = Output,
        Shift = Shift,
        Residual = Residual,
        Length = Size.C,
        InputStep = (nint)Size.D * PanelTile.Samples,
        OutputStep = Size.D * OutputRow,
        ShiftStep = Size.D,
        ResidualStep = (nint)Size.D * PanelTile.Samples,
        OutputCopy = OutputRow,
        Floor = Floor,
        Streams = Streams,
    };
}
