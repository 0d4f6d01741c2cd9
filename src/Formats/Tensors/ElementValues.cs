using System;
using System.Buffers.Binary;
using NetSpec.Runtime.Weights;

namespace NetSpec.Formats.Tensors;

/// <summary>Elements in bytes, little-endian, as numbers.</summary>
internal static class ElementValues
{
    public static bool IsNumber(TensorType type) => type <= TensorType.I64;

    public static void ToFloats(TensorType type, ReadOnlySpan<byte> bytes, Span<float> target)
    {
        var size = ElementTypes.Size(type);
        for (var i = 0; i * size < bytes.Length; i++)
        {
            var element = bytes.Slice(i * size, size);

            // Directly where a way through doubles would lose the payload of a NaN, or round twice.
            target[i] = type switch
            {
                TensorType.F32 => BinaryPrimitives.ReadSingleLittleEndian(element),
                TensorType.F16 => (float)BinaryPrimitives.ReadHalfLittleEndian(element),
                TensorType.BF16 => BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(element) << 16),
                TensorType.F64 => (float)BinaryPrimitives.ReadDoubleLittleEndian(element),
                TensorType.U64 => BinaryPrimitives.ReadUInt64LittleEndian(element),
                _ => ToInteger(type, element),
            };
        }
    }

    public static void ToDoubles(TensorType type, ReadOnlySpan<byte> bytes, Span<double> target)
    {
        var size = ElementTypes.Size(type);
        for (var i = 0; i * size < bytes.Length; i++)
        {
            var element = bytes.Slice(i * size, size);
            target[i] = type switch
            {
                TensorType.F32 => BinaryPrimitives.ReadSingleLittleEndian(element),
                TensorType.F16 => (double)BinaryPrimitives.ReadHalfLittleEndian(element),
                TensorType.BF16 => BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(element) << 16),
                TensorType.F64 => BinaryPrimitives.ReadDoubleLittleEndian(element),
                TensorType.U64 => BinaryPrimitives.ReadUInt64LittleEndian(element),
                _ => ToInteger(type, element),
            };
        }
    }

    public static void ToIntegers(TensorType type, ReadOnlySpan<byte> bytes, Span<long> target)
    {
        var size = ElementTypes.Size(type);
        Span<double> value = stackalloc double[1];
        for (var i = 0; i * size < bytes.Length; i++)
        {
            var element = bytes.Slice(i * size, size);
            if (ElementTypes.IsFloat(type))
                ToDoubles(type, element, value);
            target[i] = ElementTypes.IsFloat(type) ? (long)value[0] : ToInteger(type, element);
        }
    }

    private static long ToInteger(TensorType type, ReadOnlySpan<byte> element) => type switch
    {
        TensorType.I8 => (sbyte)element[0],
        TensorType.I16 => BinaryPrimitives.ReadInt16LittleEndian(element),
        TensorType.U16 => BinaryPrimitives.ReadUInt16LittleEndian(element),
        TensorType.I32 => BinaryPrimitives.ReadInt32LittleEndian(element),
        TensorType.U32 => BinaryPrimitives.ReadUInt32LittleEndian(element),
        TensorType.I64 => BinaryPrimitives.ReadInt64LittleEndian(element),
        TensorType.U64 => (long)BinaryPrimitives.ReadUInt64LittleEndian(element),
        _ => element[0],
    };
}
