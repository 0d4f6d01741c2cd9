using System;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace NetSpec.Runtime.Weights.Safetensors;

/// <summary>Safetensors data are little-endian; on a big-endian machine every element is reversed in place.</summary>
internal static class LittleEndian
{
    public static void Swap(Span<byte> elements, TensorType type)
    {
        if (BitConverter.IsLittleEndian)
            return;

        switch (TensorTypes.Bits(type))
        {
            case 16:
                var shorts = MemoryMarshal.Cast<byte, ushort>(elements);
                BinaryPrimitives.ReverseEndianness(shorts, shorts);
                break;
            case 32:
                var ints = MemoryMarshal.Cast<byte, uint>(elements);
                BinaryPrimitives.ReverseEndianness(ints, ints);
                break;
            case 64:
                var longs = MemoryMarshal.Cast<byte, ulong>(elements);
                BinaryPrimitives.ReverseEndianness(longs, longs);
                break;
        }
    }
}
