using System;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace NetSpec.Formats.Content;

/// <summary>The bytes of singles in memory, little-endian: more of them than an array of bytes would hold.</summary>
internal sealed class FloatsContent(ReadOnlyMemory<float> values) : ByteRange
{
    private const int Piece = 1 << 18;

    public override long Length => (long)values.Length * sizeof(float);

    public override void Read(long offset, Span<byte> target) => Read(values.Span, offset, target);

    /// <summary>Copies some of the bytes of singles.</summary>
    public static void Read(ReadOnlySpan<float> values, long offset, Span<byte> target)
    {
        // A slice of singles first, and piece by piece: all of them may be more bytes than a span has.
        while (!target.IsEmpty)
        {
            var (index, within) = ((int)(offset / sizeof(float)), (int)(offset % sizeof(float)));
            var part = values.Slice(index, Math.Min(values.Length - index, Piece));
            var bytes = BitConverter.IsLittleEndian ? MemoryMarshal.AsBytes(part) : Swapped(part);
            var count = Math.Min(target.Length, bytes.Length - within);
            bytes.Slice(within, count).CopyTo(target);
            target = target[count..];
            offset += count;
        }
    }

    private static byte[] Swapped(ReadOnlySpan<float> values)
    {
        var bytes = new byte[values.Length * sizeof(float)];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
        }

        return bytes;
    }
}
