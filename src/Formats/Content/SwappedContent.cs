using System;

namespace NetSpec.Formats.Content;

/// <summary>Big-endian elements as little-endian ones.</summary>
/// <param name="elements">Whole elements.</param>
/// <param name="size">Bytes of an element.</param>
internal sealed class SwappedContent(ByteRange elements, int size) : ByteRange
{
    public override long Length => elements.Length;

    public override void Read(long offset, Span<byte> target)
    {
        // Whole elements around what is asked for.
        var first = offset - (offset % size);
        var end = offset + target.Length;
        var last = end + ((size - (end % size)) % size);
        var bytes = new byte[last - first];
        elements.Read(first, bytes);
        for (var i = 0; i < bytes.Length; i += size)
        {
            bytes.AsSpan(i, size).Reverse();
        }

        bytes.AsSpan((int)(offset - first), target.Length).CopyTo(target);
    }
}
