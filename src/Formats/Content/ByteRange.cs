using System;

namespace NetSpec.Formats.Content;

/// <summary>Bytes that lie in a file or in memory and are read when they are asked for.</summary>
internal abstract class ByteRange
{
    /// <summary>How many.</summary>
    public abstract long Length { get; }

    /// <summary>Copies some of them.</summary>
    /// <param name="offset">Where they begin.</param>
    /// <param name="target">As many as it is long; they lie within the content.</param>
    public abstract void Read(long offset, Span<byte> target);

    /// <summary>All of them.</summary>
    /// <exception cref="ModelFormatException">They are more than an array holds.</exception>
    public byte[] ToArray(string name)
    {
        if (Length > Array.MaxLength)
            throw new ModelFormatException(name, $"it has {Length} bytes, more than an array holds.");
        var bytes = new byte[Length];
        Read(0, bytes);
        return bytes;
    }
}
