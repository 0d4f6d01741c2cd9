using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Panelling;

/// <summary>Cuts a tile of up to 14 rows into what a vector width has registers for.</summary>
internal static unsafe class PanelTiles
{
    private const int MaxRows256 = 6;

    /// <summary>Computes the first columns of a tile; their number is rounded up to what a register holds.</summary>
    public static void Run(SimdLevel level, PanelTile* tile, int rows, int columns)
    {
        if (Levels.Has512(level))
            Kernel512(rows, columns)(tile);
        else if (Levels.Has256(level))
            Run256(tile, rows, columns);
        else
            PanelTile1.Run(tile, rows, columns);
    }

    private static void Run256(PanelTile* tile, int rows, int columns)
    {
        var parts = (rows + MaxRows256 - 1) / MaxRows256;
        var rest = *tile;
        for (int part = 0, row = 0, next; part < parts; part++, row = next)
        {
            next = rows * (part + 1) / parts;
            var kernel = Kernel256(next - row);
            for (var column = 0; column < columns; column += 16)
            {
                // The first slice fetches ahead for the whole tile.
                var isFirst = row == 0 && column == 0;
                var slice = isFirst ? *tile : rest;
                slice.Weights += row;
                slice.Input += column;
                slice.Output += (row * tile->OutputStep) + column;
                slice.Shift += tile->Shift == null ? 0 : row * tile->ShiftStep;
                slice.Residual += tile->Residual == null ? 0 : (row * tile->ResidualStep) + column;
                kernel(&slice);
                if (isFirst)
                {
                    tile->Ahead = slice.Ahead;
                    rest.Ahead = tile->Input;
                    rest.AheadStep0 = rest.AheadStep1 = rest.AheadStep2 = rest.AheadStep3 = 0;
                }
            }
        }
    }

    private static delegate*<PanelTile*, void> Kernel512(int rows, int columns) =>
        columns > 16 ? Kernel512<N2>(rows) : Kernel512<N1>(rows);

    private static delegate*<PanelTile*, void> Kernel512<TSamples>(int rows)
        where TSamples : struct, ICount => rows switch
        {
            1 => &PanelTile512<N1, TSamples>.Run,
            2 => &PanelTile512<N2, TSamples>.Run,
            3 => &PanelTile512<N3, TSamples>.Run,
            4 => &PanelTile512<N4, TSamples>.Run,
            5 => &PanelTile512<N5, TSamples>.Run,
            6 => &PanelTile512<N6, TSamples>.Run,
            7 => &PanelTile512<N7, TSamples>.Run,
            8 => &PanelTile512<N8, TSamples>.Run,
            9 => &PanelTile512<N9, TSamples>.Run,
            10 => &PanelTile512<N10, TSamples>.Run,
            11 => &PanelTile512<N11, TSamples>.Run,
            12 => &PanelTile512<N12, TSamples>.Run,
            13 => &PanelTile512<N13, TSamples>.Run,
            _ => &PanelTile512<N14, TSamples>.Run,
        };

    private static delegate*<PanelTile*, void> Kernel256(int rows) => rows switch
    {
        1 => &PanelTile256<N1>.Run,
        2 => &PanelTile256<N2>.Run,
        3 => &PanelTile256<N3>.Run,
        4 => &PanelTile256<N4>.Run,
        5 => &PanelTile256<N5>.Run,
        _ => &PanelTile256<N6>.Run,
    };
}
