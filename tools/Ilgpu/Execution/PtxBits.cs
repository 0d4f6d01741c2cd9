using System;
using System.Runtime.CompilerServices;

namespace ILGPU.Execution;

/// <summary>The value of a placeholder of inline PTX, as bits.</summary>
internal static class PtxBits
{
    public static ulong Of<T>(T value)
        where T : struct => Unsafe.SizeOf<T>() switch
        {
            1 => Unsafe.BitCast<T, byte>(value),
            2 => Unsafe.BitCast<T, ushort>(value),
            4 => Unsafe.BitCast<T, uint>(value),
            8 => Unsafe.BitCast<T, ulong>(value),
            _ => throw new NotSupportedException($"{typeof(T)} is no type of a placeholder: numbers of up to 64 bits are"),
        };
}
