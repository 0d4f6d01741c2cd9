using System.Globalization;

namespace NetSpec.Ptx;

/// <summary>A size of, or a place in, a grid or a thread group.</summary>
/// <param name="X">The fastest direction.</param>
/// <param name="Y">The second.</param>
/// <param name="Z">The slowest.</param>
public readonly record struct PtxExtent(int X, int Y = 1, int Z = 1)
{
    /// <summary>The product of the three sizes.</summary>
    public int Count => checked(X * Y * Z);

    /// <summary>The place with a linear index within this extent.</summary>
    public PtxExtent At(int index) => new(index % X, index / X % Y, index / X / Y);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"({X}, {Y}, {Z})");
}
