using System;
using System.Globalization;

namespace ILGPU;

/// <summary>A 64-bit index.</summary>
public readonly struct LongIndex1D : IEquatable<LongIndex1D>
{
    public LongIndex1D(long x) => X = x;

    public long X { get; }

    public long Size => X;

    public static implicit operator long(LongIndex1D idx) => idx.X;

    public static implicit operator LongIndex1D(long idx) => new(idx);

    public static bool operator ==(LongIndex1D first, LongIndex1D second) => first.X == second.X;

    public static bool operator !=(LongIndex1D first, LongIndex1D second) => first.X != second.X;

    /// <summary>The index as 32 bits.</summary>
    public Index1D ToIntIndex() => new(checked((int)X));

    public bool Equals(LongIndex1D other) => X == other.X;

    public override bool Equals(object? obj) => obj is LongIndex1D other && Equals(other);

    public override int GetHashCode() => X.GetHashCode();

    public override string ToString() => X.ToString(CultureInfo.InvariantCulture);
}
