using System;

namespace NetSpec.Formats.Content;

/// <summary>A range of other bytes.</summary>
internal sealed class PartContent(ByteRange whole, long start, long length) : ByteRange
{
    public override long Length => length;

    public override void Read(long offset, Span<byte> target) => whole.Read(start + offset, target);
}
