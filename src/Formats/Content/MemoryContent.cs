using System;

namespace NetSpec.Formats.Content;

/// <summary>Bytes in memory.</summary>
internal sealed class MemoryContent(ReadOnlyMemory<byte> bytes) : ByteRange
{
    public override long Length => bytes.Length;

    public override void Read(long offset, Span<byte> target) => bytes.Span.Slice((int)offset, target.Length).CopyTo(target);
}
