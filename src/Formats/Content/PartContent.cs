using System;

namespace NetSpec.Formats.Content;

/// <summary>A range of other bytes.</summary>
internal sealed class PartContent(ByteContent whole, long start, long length) : ByteContent
{
    public override long Length => length;

    public override void Read(long offset, Span<byte> target) => whole.Read(start + offset, target);
}
