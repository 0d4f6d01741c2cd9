using System;
using System.Runtime.CompilerServices;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Lanes;
using NetSpec.Runtime.Kernels.Panelling;

namespace NetSpec.Runtime.Kernels.Dense;

/// <summary>
/// A Kronecker-sparse factor over one panel. For every i and j it is a dense b x c matrix between rows d apart; its b
/// rows are cut into register tiles, and the weights stream by once, in order.
/// </summary>
/// <remarks>
/// Where there are 16 registers, a tile has few rows and comes back to the same inputs often. So these are as many columns at a time as the first-level
/// cache holds, and where they lie d rows apart, which are in few sets of a cache, they are copied side by side.
/// </remarks>
internal unsafe struct PanelFactor
{
    public TiledPattern Size;
    public float* Weights, Shift, Input, Output, Residual;

    /// <summary>Floats from one result row to the next.</summary>
    public nint OutputRow;

    /// <summary>Room for a row of 32 sums for each result, where results do not go to rows of 32; it may be the residual's, and not the input's.</summary>
    public float* Sums;

    public float Floor;
    public bool Streams;

    // Columns whose inputs, a panel's row of each, leave as much of the first-level cache to weights and results, and something to another thread.
    private static readonly int MostColumns = Caches.First * 3 / 8 / (PanelTile.Samples * sizeof(float));

    /// <summary>How many times some of so many columns are summed, where a tile comes back to the same inputs often.</summary>
    public static int Passes(int columns) => Registers.Are16 ? (columns + MostColumns - 1) / MostColumns : 1;

    [SkipLocalsInit]
    public readonly void Run(SimdLevel level, Panel* panel)
    {
        var (a, b, c, d) = (Size.A, Size.B, Size.C, Size.D);
        var inputStep = (nint)d * PanelTile.Samples;
        PanelTile tile = new()
        {
            Weights = Weights,
            Input = Input,
            Output = Output,
            Shift = Shift,
            Residual = Residual,
            Length = c,
            InputStep = inputStep,
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

        tile.Copies = 1;
        var passes = Passes(c);
        var columns = (c + passes - 1) / passes;
        var gathers = Registers.Are16 && d > 1;
        var gathered = stackalloc float[gathers ? columns * PanelTile.Samples : 0];
        var zero = -0.0f;
        for (var i = 0; i < a; i++)
        {
            for (var j = 0; j < d; j++)
            {
                for (var first = 0; first < c; first += columns)
                {
                    tile.Length = Math.Min(columns, c - first);
                    tile.Input = Input + ((((((nint)i * c) + first) * d) + j) * PanelTile.Samples);
                    if (gathers)
                    {
                        Panels.Gather(tile.Input, inputStep, gathered, (int)tile.Length);
                        tile.Input = gathered;
                        tile.InputStep = PanelTile.Samples;
                    }

                    Pass(level, panel, tile, i, j, first, &zero);
                }
            }
        }
    }

    /// <summary>Adds some columns' products to the sums of all rows of a block and copy.</summary>
    /// <param name="level">The vector width.</param>
    /// <param name="panel">The panel.</param>
    /// <param name="tile">A tile of so many columns.</param>
    /// <param name="i">The block.</param>
    /// <param name="j">The copy.</param>
    /// <param name="column">The first column.</param>
    /// <param name="zero">-0, which changes nothing that is added to it.</param>
    private readonly void Pass(SimdLevel level, Panel* panel, PanelTile tile, int i, int j, int column, float* zero)
    {
        var (isFirst, isLast) = (column == 0, column + tile.Length == Size.C);
        nint row = ((nint)i * Size.B * Size.D) + j, sumsStep = Sums == null ? tile.OutputStep : (nint)Size.D * PanelTile.Samples;
        var sums = Sums == null ? Output + (row * OutputRow) : Sums + (row * PanelTile.Samples);
        var weights = Weights + ((((nint)i * Size.D) + j) * Size.B * Size.C);
        tile.Output = isLast ? Output + (row * OutputRow) : sums;
        tile.OutputStep = isLast ? tile.OutputStep : sumsStep;
        tile.Shift = !isFirst ? zero : Shift == null ? null : Shift + row;
        tile.ShiftStep = isFirst ? tile.ShiftStep : 0;
        tile.Residual = !isFirst ? sums : Residual == null ? null : Residual + (row * PanelTile.Samples);
        tile.ResidualStep = isFirst ? tile.ResidualStep : sumsStep;
        tile.Floor = isLast ? Floor : float.NegativeInfinity;
        tile.Streams = isLast && Streams;

        // Tiles of a block are what blocks are elsewhere, with the same inputs.
        tile.OutputBlock = Size.TileRows * tile.OutputStep;
        tile.ShiftBlock = Size.TileRows * tile.ShiftStep;
        tile.ResidualBlock = Size.TileRows * tile.ResidualStep;
        for (int first = 0, rows; first < Size.Tiles; first += (int)tile.Blocks)
        {
            rows = Size.Rows(first);
            tile.Blocks = rows < Size.TileRows ? 1 : PanelAhead.Tiles(panel, tile.Length, rows, Size.B / Size.TileRows - first);
            tile.Weights = weights + Size.TileWeights(first) + ((nint)column * rows);
            tile.WeightStep = rows;
            tile.WeightSkip = (Size.C - tile.Length) * rows;
            PanelAhead.Run(level, &tile, rows, panel);
            tile.Output += tile.Blocks * tile.OutputBlock;
            tile.Shift += tile.Shift == null ? 0 : tile.Blocks * tile.ShiftBlock;
            tile.Residual += tile.Residual == null ? 0 : tile.Blocks * tile.ResidualBlock;
        }
    }
}
