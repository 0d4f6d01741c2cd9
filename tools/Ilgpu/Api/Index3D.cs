using System;

namespace ILGPU;

/// <summary>Three 32-bit indices.</summary>
public readonly struct Index3D : IEquatable<Index3D>
{
    public Index3D(int x, int y, int z) => (X, Y, Z) = (x, y, z);

    public Index3D(Index2D xy, Index1D z)
        : this(xy.X, xy.Y, z.X)
    {
    }

    public int X { get; }

    public int Y { get; }

    public int Z { get; }

    public int Size => checked(X * Y * Z);

    public long LongSize => (long)X * Y * Z;

    public static implicit operator Index3D((int X, int Y, int Z) indices) => new(indices.X, indices.Y, indices.Z);

    public static bool operator ==(Index3D first, Index3D second) => first.Equals(second);

    public static bool operator !=(Index3D first, Index3D second) => !first.Equals(second);

    public bool Equals(Index3D other) => X == other.X && Y == other.Y && Z == other.Z;

    public override bool Equals(object? obj) => obj is Index3D other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(X, Y, Z);

    public override string ToString() => FormattableString.Invariant($"({X}, {Y}, {Z})");
}
