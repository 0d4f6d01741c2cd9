using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace NetSpec.Runtime.Weights.Safetensors;

/// <summary>
/// Other floating-point types to and from single precision. Half and bfloat16 widen exactly, NaN payloads included;
/// doubles round to nearest, ties to even, and beyond a single's range become infinite. The framework's conversions go
/// value by value, so the widening ones are written with vectors here.
/// </summary>
internal static class FloatConversion
{
    private const int ExponentRebias = (127 - 15) << 23;
    private const float SmallestHalf = 1f / (1 << 24);

    /// <summary>The smallest single that rounds to infinity in a type, halfway behind its largest number; null where there is none.</summary>
    public static float? FirstInfinite(TensorType type) => type switch
    {
        TensorType.F16 => 65520f,
        TensorType.BF16 => BitConverter.UInt32BitsToSingle(0x7F7F8000),
        _ => null,
    };

    public static void FromHalf(ReadOnlySpan<ushort> source, Span<float> target)
    {
        target = target[..source.Length];
        var i = 0;
        if (Vector.IsHardwareAccelerated)
        {
            for (; i <= source.Length - Vector<ushort>.Count; i += Vector<ushort>.Count)
            {
                Vector.Widen(new Vector<ushort>(source[i..]), out var low, out var high);
                HalfBits(low).CopyTo(target[i..]);
                HalfBits(high).CopyTo(target[(i + Vector<uint>.Count)..]);
            }
        }

        for (; i < source.Length; i++)
        {
            target[i] = HalfBits(source[i]);
        }
    }

    public static void FromBFloat16(ReadOnlySpan<ushort> source, Span<float> target)
    {
        target = target[..source.Length];
        var i = 0;
        if (Vector.IsHardwareAccelerated)
        {
            for (; i <= source.Length - Vector<ushort>.Count; i += Vector<ushort>.Count)
            {
                Vector.Widen(new Vector<ushort>(source[i..]), out var low, out var high);
                Vector.AsVectorSingle(Vector.ShiftLeft(low, 16)).CopyTo(target[i..]);
                Vector.AsVectorSingle(Vector.ShiftLeft(high, 16)).CopyTo(target[(i + Vector<uint>.Count)..]);
            }
        }

        for (; i < source.Length; i++)
        {
            target[i] = BitConverter.UInt32BitsToSingle((uint)source[i] << 16);
        }
    }

    public static void FromDouble(ReadOnlySpan<double> source, Span<float> target)
    {
        target = target[..source.Length];
        var i = 0;
        if (Vector.IsHardwareAccelerated)
        {
            for (; i <= source.Length - Vector<float>.Count; i += Vector<float>.Count)
            {
                var low = new Vector<double>(source[i..]);
                var high = new Vector<double>(source[(i + Vector<double>.Count)..]);
                Vector.Narrow(low, high).CopyTo(target[i..]);
            }
        }

        for (; i < source.Length; i++)
        {
            target[i] = (float)source[i];
        }
    }

    public static void ToHalf(ReadOnlySpan<float> source, Span<ushort> target)
    {
        for (var i = 0; i < source.Length; i++)
        {
            target[i] = BitConverter.HalfToUInt16Bits((Half)source[i]);
        }
    }

    /// <summary>Rounds to nearest, ties to even; a NaN stays one.</summary>
    public static void ToBFloat16(ReadOnlySpan<float> source, Span<ushort> target)
    {
        var bits = MemoryMarshal.Cast<float, uint>(source);
        for (var i = 0; i < bits.Length; i++)
        {
            var value = bits[i];
            target[i] = float.IsNaN(source[i])
                ? (ushort)((value >> 16) | 0x40)
                : (ushort)((value + 0x7FFF + ((value >> 16) & 1)) >> 16);
        }
    }

    public static void ToDouble(ReadOnlySpan<float> source, Span<double> target)
    {
        for (var i = 0; i < source.Length; i++)
        {
            target[i] = source[i];
        }
    }

    /// <summary>
    /// Exponent and mantissa move to their place in a single; the exponent is rebiased once, or twice when all its bits are
    /// set (infinity, NaN). A subnormal half is its mantissa, an integer, times the smallest one.
    /// </summary>
    private static Vector<float> HalfBits(Vector<uint> half)
    {
        var magnitude = half & new Vector<uint>(0x7FFF);
        var sign = Vector.ShiftLeft(half & new Vector<uint>(0x8000), 16);
        var special = Vector.GreaterThanOrEqual(magnitude, new Vector<uint>(0x7C00));
        var bits = Vector.ShiftLeft(magnitude, 13) + new Vector<uint>(ExponentRebias) + (special & new Vector<uint>(ExponentRebias));
        var subnormal = Vector.AsVectorUInt32(Vector.ConvertToSingle(Vector.AsVectorInt32(magnitude)) * SmallestHalf);
        var isSubnormal = Vector.LessThan(magnitude, new Vector<uint>(0x0400));
        return Vector.AsVectorSingle(Vector.ConditionalSelect(isSubnormal, subnormal, bits) | sign);
    }

    private static float HalfBits(uint half)
    {
        var magnitude = half & 0x7FFF;
        var bits = magnitude switch
        {
            < 0x0400 => BitConverter.SingleToUInt32Bits(magnitude * SmallestHalf),
            < 0x7C00 => (magnitude << 13) + ExponentRebias,
            _ => (magnitude << 13) + (2 * ExponentRebias),
        };
        return BitConverter.UInt32BitsToSingle(bits | ((half & 0x8000) << 16));
    }
}
