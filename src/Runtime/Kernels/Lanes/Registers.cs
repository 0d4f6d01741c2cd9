using System;
using NetSpec.Runtime.Cpu;

namespace NetSpec.Runtime.Kernels.Lanes;

/// <summary>What register tiles of this machine hold at its best vector width: by it weights are packed, and bands and panels cut.</summary>
internal static class Registers
{
    /// <summary>Whether there are 16 vector registers, not 32; tiles then have rows by the three.</summary>
    public static bool Are16 { get; } = !Levels.Has512(SimdLevels.Best) && !Portable128.Has32Registers;

    /// <summary>
    /// So many rows, cut into as few tiles of some rows at most as there can be, of nearly equal size: by the three where there are 16 registers.
    /// </summary>
    /// <param name="rows">All rows.</param>
    /// <param name="most">The most rows of a tile.</param>
    public static int TileRows(int rows, int most)
    {
        var step = Are16 ? 3 : 1;
        most = most / step * step;
        var tiles = (rows + most - 1) / most;
        var even = (rows + tiles - 1) / tiles;
        return Math.Min(rows, (even + step - 1) / step * step);
    }
}
