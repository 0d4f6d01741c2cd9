using System;
using System.Buffers;
using System.Runtime.InteropServices;

namespace NetSpec.Runtime.Weights;

/// <summary>Reads a tensor's bytes as singles, in pieces that are converted and searched for NaN while they are still in cache.</summary>
internal static class FloatReader
{
    private const int PieceBytes = 1 << 18;

    /// <summary>Reads all elements of a tensor of type F32, F16, BF16 or F64.</summary>
    public static NonFiniteTally Read(TensorSource source, TensorType type, long position, Span<float> target)
    {
        var tally = new NonFiniteTally();
        var width = TensorTypes.Bits(type) / 8;
        var pieceLength = PieceBytes / width;
        var buffer = type == TensorType.F32 ? null : ArrayPool<byte>.Shared.Rent((int)Math.Min(PieceBytes, (long)target.Length * width));
        try
        {
            for (var index = 0; index < target.Length; index += pieceLength)
            {
                var piece = target.Slice(index, Math.Min(pieceLength, target.Length - index));
                var raw = buffer is null ? MemoryMarshal.AsBytes(piece) : buffer.AsSpan(0, piece.Length * width);
                source.Read(position + ((long)index * width), raw);
                Convert(type, raw, piece, index, ref tally);
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
        }

        tally.Add(piece, index);
    }
}
