using System;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Panelling;

/// <summary>Cache lines that will be wanted, of which every tile of a panel brings some near.</summary>
internal unsafe struct PanelAhead
{
    // A cache line in floats, and the lines of a panel's row.
    private const int Line = 16, RowLines = Panels.Samples / Line;

    private const int SlowRows = 8;

    private float* _next;
    private nint _step, _other;

    /// <summary>Lines that are still to be fetched.</summary>
    public long Lines { get; private set; }

    /// <summary>Two lines of each row.</summary>
    public static PanelAhead Rows(float* first, nint row, int rows) =>
        new() { _next = UpToLine(first), _step = Line, _other = row - Line, Lines = (long)rows * RowLines };

    /// <summary>The lines of 32 rows that follow one another.</summary>
    public static PanelAhead Stretch(float* first, int row) =>
        new() { _next = UpToLine(first), _step = Line, _other = Line, Lines = (long)row * RowLines };

    /// <summary>Of some tiles those that bring near what is still to be fetched of the input, or then of the output; all where nothing is.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="length">Columns of a tile.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="tiles">How many there are.</param>
    public static nint Tiles(Panel* panel, nint length, int rows, int tiles)
    {
        var lines = panel->Input.Lines > 0 ? panel->Input.Lines : panel->Output.Lines;
        if (lines <= 0)
            return tiles;

        var each = Registers.Are16 ? PanelTiles.Lines * rows / PanelTiles.SliceRows : IsSlow(rows) ? (length + 1) / 2 : length;
        return (nint)Math.Clamp((lines + each - 1) / Math.Max(1, each), 1, tiles);
    }

    /// <summary>Computes a tile for the samples of a panel.</summary>
    public static void Run(SimdLevel level, PanelTile* tile, int rows, Panel* panel) => Run(level, tile, rows, panel, panel->Columns);

    /// <summary>Computes so many lanes of a tile, which fetches a line for each of its columns.</summary>
    public static void Run(SimdLevel level, PanelTile* tile, int rows, Panel* panel, int lanes)
    {
        var ahead = panel->Input.Lines > 0 ? &panel->Input : &panel->Output;
        if (ahead->Lines > 0)
        {
            ahead->Fetch(level, tile, rows, lanes);
            return;
        }

        tile->Ahead = tile->Input;
        tile->AheadStep0 = tile->AheadStep1 = tile->AheadStep2 = tile->AheadStep3 = 0;
        PanelTiles.Run(level, tile, rows, lanes);
    }

    private void Fetch(SimdLevel level, PanelTile* tile, int rows, int lanes)
    {
        var slow = IsSlow(rows);
        tile->Ahead = _next;
        tile->AheadStep0 = _step;
        tile->AheadStep1 = slow ? 0 : _other;
        tile->AheadStep2 = slow ? _other : _step;
        tile->AheadStep3 = slow ? 0 : _other;
        PanelTiles.Run(level, tile, rows, lanes);
        var fetched = slow ? (tile->Fetched + 1) / 2 : tile->Fetched;
        Lines -= fetched;
        _next = tile->Ahead;
        if (fetched % 2 != 0)
        {
            (_step, _other) = (_other, _step);
        }
    }

    /// <summary>A column of few rows takes less time than a line from memory: there, every other column fetches none. Slices fetch once each.</summary>
    private static bool IsSlow(int rows) => rows < SlowRows && !Registers.Are16;

    /// <summary>The lines before were read with the panel before.</summary>
    private static float* UpToLine(float* pointer) => (float*)(((nint)pointer + 63) & ~63);
}
