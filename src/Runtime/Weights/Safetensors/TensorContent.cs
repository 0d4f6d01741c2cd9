using System;
using System.IO;

namespace NetSpec.Runtime.Weights.Safetensors;

/// <summary>The bytes of a tensor that is to be written. They may be more than an array holds: they go to a stream in pieces.</summary>
internal abstract class TensorContent
{
    /// <summary>Bytes that are made or moved at a time.</summary>
    protected const int PieceBytes = 1 << 18;

    public abstract long ByteLength { get; }

    /// <summary>Writes all bytes, little-endian.</summary>
    public abstract void WriteTo(Stream stream);
}
