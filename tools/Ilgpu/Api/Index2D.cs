using System;

namespace ILGPU;

/// <summary>A pair of 32-bit indices.</summary>
public readonly struct Index2D : IEquatable<Index2D>
{
    public Index2D(int x, int y) => (X, Y) = (x, y);

    public int X { get; }

    public int Y { get; }

    public int Size => checked(X * Y);

    public long LongSize => (long)X * Y;

    public static implicit operator Index2D((int X, int Y) indices) => new(indices.X, indices.Y);

    public static bool operator ==(Index2D first, Index2D second) => first.Equals(second);

    public static bool operator !=(Index2D first, Index2D second) => !first.Equals(second);

    public bool Equals(Index2D other) => X == other.X && Y == other.Y;

    public override bool Equals(object? obj) => obj is Index2D other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(X, Y);

    public override string ToString() => FormattableString.Invariant($"({X}, {Y})");
}
