using System;
using System.Globalization;

namespace ILGPU;

/// <summary>An IEEE half-precision number of a kernel. Conversions round to nearest, ties to even, as a device does.</summary>
public readonly struct Half : IEquatable<Half>, IComparable<Half>
{
    internal readonly ushort RawValue;

    internal Half(ushort rawValue) => RawValue = rawValue;

    private System.Half Value => BitConverter.UInt16BitsToHalf(RawValue);

    public static Half Abs(Half half) => new((ushort)(half.RawValue & 0x7FFF));

    public static bool IsNaN(Half half) => System.Half.IsNaN(half.Value);

    public static bool IsZero(Half half) => (half.RawValue & 0x7FFF) == 0;

    public static bool IsPositiveInfinity(Half half) => System.Half.IsPositiveInfinity(half.Value);

    public static bool IsNegativeInfinity(Half half) => System.Half.IsNegativeInfinity(half.Value);

    public static bool IsInfinity(Half half) => System.Half.IsInfinity(half.Value);

    public static bool IsFinite(Half half) => System.Half.IsFinite(half.Value);

    public static implicit operator float(Half halfValue) => (float)halfValue.Value;

    public static implicit operator double(Half halfValue) => (double)halfValue.Value;

    public static explicit operator Half(float floatValue) => new(BitConverter.HalfToUInt16Bits((System.Half)floatValue));

    public static explicit operator Half(double doubleValue) => new(BitConverter.HalfToUInt16Bits((System.Half)doubleValue));

    public static Half operator -(Half halfValue) => new((ushort)(halfValue.RawValue ^ 0x8000));

    public static Half operator +(Half first, Half second) => (Half)((float)first + (float)second);

    public static Half operator -(Half first, Half second) => (Half)((float)first - (float)second);

    public static Half operator *(Half first, Half second) => (Half)((float)first * (float)second);

    public static Half operator /(Half first, Half second) => (Half)((float)first / (float)second);

    public static bool operator ==(Half first, Half second) => (float)first == (float)second;

    public static bool operator !=(Half first, Half second) => (float)first != (float)second;

    public static bool operator <(Half first, Half second) => (float)first < (float)second;

    public static bool operator <=(Half first, Half second) => (float)first <= (float)second;

    public static bool operator >(Half first, Half second) => (float)first > (float)second;

    public static bool operator >=(Half first, Half second) => (float)first >= (float)second;

    public bool Equals(Half other) => this == other;

    public int CompareTo(Half other) => ((float)this).CompareTo(other);

    public override bool Equals(object? obj) => obj is Half other && Equals(other);

    public override int GetHashCode() => RawValue;

    public override string ToString() => ((float)this).ToString(CultureInfo.InvariantCulture);
}
