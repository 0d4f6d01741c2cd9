using System;
using System.Buffers;
using System.IO;

namespace NetSpec.Runtime.Weights.Safetensors;

/// <summary>A tensor of an open file, copied byte for byte in pieces.</summary>
internal sealed class CopiedContent(SafetensorsFile file, TensorInfo tensor) : TensorContent
{
    public override long ByteLength => tensor.ByteLength;

    public override void WriteTo(Stream stream)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(PieceBytes, ByteLength));
        try
        {
            for (var at = 0L; at < ByteLength;)
            {
                var piece = buffer.AsSpan(0, (int)Math.Min(PieceBytes, ByteLength - at));
                file.ReadPiece(tensor, at, piece);
                stream.Write(piece);
                at += piece.Length;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
