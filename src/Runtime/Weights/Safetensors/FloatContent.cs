using System;
using System.Buffers;
using System.IO;
using System.Runtime.InteropServices;

namespace NetSpec.Runtime.Weights.Safetensors;

/// <summary>Singles that become elements of another type, if that is asked for, while they are written.</summary>
internal sealed class FloatContent(ReadOnlyMemory<float> values, TensorType type) : TensorContent
{
    private readonly int _width = TensorTypes.Bits(type) / 8;

    public override long ByteLength => (long)values.Length * _width;

    public override void WriteTo(Stream stream)
    {
        var pieceLength = PieceBytes / _width;
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(PieceBytes, ByteLength));
        try
        {
            for (var rest = values.Span; !rest.IsEmpty;)
            {
                var piece = rest[..Math.Min(pieceLength, rest.Length)];
                rest = rest[piece.Length..];
                if (type == TensorType.F32 && BitConverter.IsLittleEndian)
                {
                    stream.Write(MemoryMarshal.AsBytes(piece));
                    continue;
                }

                var bytes = buffer.AsSpan(0, piece.Length * _width);
                Convert(piece, bytes);
                LittleEndian.Swap(bytes, type);
                stream.Write(bytes);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Convert(ReadOnlySpan<float> piece, Span<byte> bytes)
    {
        switch (type)
        {
            case TensorType.F16:
                FloatConversion.ToHalf(piece, MemoryMarshal.Cast<byte, ushort>(bytes));
                break;
            case TensorType.BF16:
                FloatConversion.ToBFloat16(piece, MemoryMarshal.Cast<byte, ushort>(bytes));
                break;
            case TensorType.F64:
                FloatConversion.ToDouble(piece, MemoryMarshal.Cast<byte, double>(bytes));
                break;
            default:
                piece.CopyTo(MemoryMarshal.Cast<byte, float>(bytes));
                break;
        }
    }
}
