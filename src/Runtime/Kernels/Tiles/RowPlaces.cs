namespace NetSpec.Runtime.Kernels.Tiles;

/// <summary>Floats from the first of three rows of a tile to the others, which may lie anywhere.</summary>
internal readonly struct RowPlaces(nint second, nint third)
{
    public readonly nint Second = second, Third = third;

    /// <summary>Those of rows that are equally far apart.</summary>
    public static RowPlaces Every(nint step) => new(step, 2 * step);
}
