using System;
using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler.Planning;

/// <summary>Where a value lies in a sample's region of the workspace, and how.</summary>
/// <param name="Offset">Floats from the region's start to the first interior element.</param>
/// <param name="Channels">Channels of a map, features of a vector (a map of n x 1 x 1).</param>
/// <param name="Height">Rows without the border.</param>
/// <param name="Width">Columns without the border.</param>
/// <param name="Border">Zero rows and columns on every side.</param>
/// <param name="IsPlanar">[channels][rows][columns] rather than blocks of <see cref="Lanes"/> channels.</param>
internal sealed record Place(int Offset, int Channels, int Height, int Width, int Border, bool IsPlanar)
{
    /// <summary>Channels in a block; every offset is a multiple of it, which makes 64 bytes.</summary>
    public const int Lanes = KernelContract.Lanes;

    /// <summary>Floats from one row to the next.</summary>
    public long Row => (Width + (2L * Border)) * (IsPlanar ? 1 : Lanes);

    /// <summary>Floats from one block (one channel of a planar map) to the next.</summary>
    public long Block => (Height + (2L * Border)) * Row;

    /// <summary>Blocks, or channels of a planar map.</summary>
    public int Blocks => IsPlanar ? Channels : CountBlocks(Channels);

    /// <summary>Floats from the first one of the border to the first interior one, up to alignment.</summary>
    public long Lead => RoundUp(Border * (Row + (IsPlanar ? 1 : Lanes)));

    /// <summary>Floats in all, border included.</summary>
    public long Size => RoundUp(Blocks * Block) + (IsPlanar ? Lead : 0);

    /// <summary>The place's first float, border included.</summary>
    public long Start => Offset - Lead;

    /// <summary>A value of a shape before it has a place: without a border, from the first float on.</summary>
    public static Place Of(Shape shape) => new(0, shape.Channels, shape.Height, shape.Width, 0, false);

    /// <summary>Whether two places have floats in common, borders included.</summary>
    public bool Overlaps(Place other) => Start < other.Start + other.Size && other.Start < Start + Size;

    /// <summary>Where some of the channels lie; <paramref name="first"/> is a multiple of <see cref="Lanes"/>.</summary>
    public Place Channel(int first, int count) =>
        this with { Offset = checked((int)(Offset + (first / Lanes * Block))), Channels = count };

    /// <summary>The number of blocks that hold some channels.</summary>
    public static int CountBlocks(int channels) => (int)(((long)channels + Lanes - 1) / Lanes);

    /// <summary>The next multiple of <see cref="Lanes"/>.</summary>
    public static long RoundUp(long floats) => (floats + Lanes - 1) / Lanes * Lanes;
}
