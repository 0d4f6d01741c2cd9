using System;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Panelling;

/// <summary>
/// The transpositions of <see cref="PanelTranspose"/> between neighbouring positions of a map, a block of channels each, and a panel: all blocks of
/// channels in one go.
/// </summary>
internal static unsafe class PositionTranspose
{
    // Blocks that are taken for all positions before the next: as many as keep the panel's rows in the first-level cache.
    private const int Stretch = 4;

    private const int Side = 8;

    /// <summary>From positions to [channel][32]. Positions past the last are copies of it, as far as the kernels of that many columns read.</summary>
    /// <param name="level">The vector width.</param>
    /// <param name="source">The first position's first channel.</param>
    /// <param name="step">Floats from one block of channels to the next.</param>
    /// <param name="blocks">Blocks.</param>
    /// <param name="columns">Positions.</param>
    /// <param name="target">The panel.</param>
    public static void Load(SimdLevel level, float* source, nint step, int blocks, int columns, float* target)
    {
        if (!Levels.Has512(level))
        {
            for (; blocks > 0; blocks--, source += step, target += Map.Lanes * Panels.Samples)
                PanelTranspose.Load(level, source, Map.Lanes, columns, target);

            return;
        }

        var rows = stackalloc nint[Panels.Samples];
        Rows(rows, columns);
        for (int width; blocks > 0; blocks -= width, source += width * step, target += width * Map.Lanes * Panels.Samples)
        {
            width = Math.Min(blocks, Stretch);
            for (var first = 0; first < columns; first += Side)
                PanelTranspose512.LoadBlocks(source, step, rows + first, width, target + first);
        }
    }

    /// <summary>From [channel][32] to positions.</summary>
    /// <param name="level">The vector width.</param>
    /// <param name="source">The panel.</param>
    /// <param name="blocks">Blocks of channels.</param>
    /// <param name="columns">Positions.</param>
    /// <param name="target">The first position's first channel.</param>
    /// <param name="step">Floats from one block of channels to the next.</param>
    public static void Store(SimdLevel level, float* source, int blocks, int columns, float* target, nint step)
    {
        if (!Levels.Has512(level))
        {
            for (; blocks > 0; blocks--, source += Map.Lanes * Panels.Samples, target += step)
                PanelTranspose.Store(level, source, Map.Lanes, columns, target, streams: false);

            return;
        }

        var rows = stackalloc nint[Panels.Samples];
        Rows(rows, columns);
        for (int width; blocks > 0; blocks -= width, source += width * Map.Lanes * Panels.Samples, target += width * step)
        {
            // From the last positions on: what lanes past the last one hold goes where that position's own values come after.
            width = Math.Min(blocks, Stretch);
            for (var first = (columns - 1) / Side * Side; first >= 0; first -= Side)
                PanelTranspose512.StoreBlocks(source + first, width, target, step, rows + first, streams: false);
        }
    }

    /// <summary>Where positions start. Those past the last start where it does.</summary>
    private static void Rows(nint* rows, int columns)
    {
        for (var position = 0; position < Panels.Samples; position++)
            rows[position] = Math.Min(position, columns - 1) * Map.Lanes;
    }
}
