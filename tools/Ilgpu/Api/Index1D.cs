using System;
using System.Globalization;

namespace ILGPU;

/// <summary>A 32-bit index.</summary>
public readonly struct Index1D : IEquatable<Index1D>
{
    public static readonly Index1D Zero = new(0);

    public static readonly Index1D One = new(1);

    public Index1D(int x) => X = x;

    public int X { get; }

    public int Size => X;

    public long LongSize => X;

    public static implicit operator int(Index1D idx) => idx.X;

    public static implicit operator Index1D(int idx) => new(idx);

    public static implicit operator LongIndex1D(Index1D index) => new(index.X);

    public static bool operator ==(Index1D first, Index1D second) => first.X == second.X;

    public static bool operator !=(Index1D first, Index1D second) => first.X != second.X;

    public bool Equals(Index1D other) => X == other.X;

    public override bool Equals(object? obj) => obj is Index1D other && Equals(other);

    public override int GetHashCode() => X;

    public override string ToString() => X.ToString(CultureInfo.InvariantCulture);
}
