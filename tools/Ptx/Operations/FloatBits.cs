using System;

namespace NetSpec.Ptx;

/// <summary>Numbers and their bits in a register.</summary>
internal static class FloatBits
{
    public static float Single(ulong raw) => BitConverter.UInt32BitsToSingle((uint)raw);

    public static double Double(ulong raw) => BitConverter.UInt64BitsToDouble(raw);

    public static Half Half(ulong raw) => BitConverter.UInt16BitsToHalf((ushort)raw);

    public static ulong Of(float value) => BitConverter.SingleToUInt32Bits(value);

    public static ulong Of(double value) => BitConverter.DoubleToUInt64Bits(value);

    public static ulong Of(Half value) => BitConverter.HalfToUInt16Bits(value);

    /// <summary>The value as a double, which holds every one of the three types exactly.</summary>
    public static double Widen(PtxType type, ulong raw) => type.Bits switch
    {
        16 => (double)Half(raw),
        32 => Single(raw),
        _ => Double(raw),
    };

    /// <summary>The nearest value of a type, ties to even.</summary>
    public static ulong Round(PtxType type, double value) => type.Bits switch
    {
        16 => Of((Half)value),
        32 => Of((float)value),
        _ => Of(value),
    };
}
