using System;
using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using NetSpec.Runtime.Weights.Checks;

namespace NetSpec.Runtime.Weights.Safetensors;

/// <summary>Reads a tensor's bytes as singles, in pieces that are converted and searched for NaN while they are still in cache.</summary>
internal static class FloatReader
{
    private const int PieceBytes = 1 << 18;

    /// <summary>Reads all elements of a tensor of a type that is read as floats or as a mask.</summary>
    public static NonFiniteTally Read(TensorSource source, TensorType type, long position, Span<float> target)
    {
        var tally = new NonFiniteTally();
        var width = TensorTypes.Bits(type) / 8;
        var pieceLength = PieceBytes / width;
        var buffer = type == TensorType.F32 ? null : ArrayPool<byte>.Shared.Rent((int)Math.Min(PieceBytes, (long)target.Length * width));
        try
        {
            for (var index = 0; index < target.Length;)
            {
                var piece = target.Slice(index, Math.Min(pieceLength, target.Length - index));
                var raw = buffer is null ? MemoryMarshal.AsBytes(piece) : buffer.AsSpan(0, piece.Length * width);
                source.Read(position + ((long)index * width), raw);
                Convert(type, raw, piece, index, ref tally);
                index += piece.Length;
            }
        }
        finally
        {
            if (buffer is not null)
                ArrayPool<byte>.Shared.Return(buffer);
        }

        return tally;
    }

    private static void Convert(TensorType type, Span<byte> raw, Span<float> piece, int index, ref NonFiniteTally tally)
    {
        LittleEndian.Swap(raw, type);
        switch (type)
        {
            case TensorType.F16:
                FloatConversion.FromHalf(MemoryMarshal.Cast<byte, ushort>(raw), piece);
                break;
            case TensorType.BF16:
                FloatConversion.FromBFloat16(MemoryMarshal.Cast<byte, ushort>(raw), piece);
                break;
            case TensorType.F64:
                var exact = MemoryMarshal.Cast<byte, double>(raw);
                FloatConversion.FromDouble(exact, piece);
                tally.Add(piece, exact, index);
                return;
            case TensorType.Bool or TensorType.U8:
                FromWhole<byte>(raw, piece);
                return;
            case TensorType.I8:
                FromWhole<sbyte>(raw, piece);
                return;
            case TensorType.I32:
                FromWhole<int>(raw, piece);
                return;
            case TensorType.I64:
                FromWhole<long>(raw, piece);
                return;
        }

        tally.Add(piece, index);
    }

    private static void FromWhole<T>(ReadOnlySpan<byte> raw, Span<float> piece)
        where T : unmanaged, INumberBase<T>
    {
        var numbers = MemoryMarshal.Cast<byte, T>(raw);
        for (var i = 0; i < piece.Length; i++)
        {
            piece[i] = float.CreateTruncating(numbers[i]);
        }
    }
}
