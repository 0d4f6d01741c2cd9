using System;
using NetSpec.Formats.Content;
using NetSpec.Runtime.Weights;

namespace NetSpec.Formats.Tensors;

/// <summary>The bytes of a tensor in a safetensors file.</summary>
internal sealed class SafetensorsContent(SafetensorsFile file, TensorInfo tensor) : ByteRange
{
    public override long Length => tensor.ByteLength;

    public override void Read(long offset, Span<byte> target) => file.ReadBytes(tensor, offset, target);
}
