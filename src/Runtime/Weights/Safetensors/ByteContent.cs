using System;
using System.IO;

namespace NetSpec.Runtime.Weights.Safetensors;

/// <summary>Bytes as they are.</summary>
internal sealed class ByteContent(ReadOnlyMemory<byte> bytes) : TensorContent
{
    public override long ByteLength => bytes.Length;

    public override void WriteTo(Stream stream) => stream.Write(bytes.Span);
}
