using System;
using NetSpec.Formats.Content;

namespace NetSpec.Formats.Onnx.Messages;

/// <summary>The bytes of a file of protobuf messages, a piece of them at hand.</summary>
internal sealed class ProtoSource(ByteRange file, string name)
{
    private const int Piece = 1 << 16;

    private readonly byte[] _piece = new byte[(int)Math.Min(Piece, file.Length)];
    private long _start;
    private int _count;

    /// <summary>What to call the file in messages.</summary>
    public string Name => name;

    public long Length => file.Length;

    public byte Byte(long at)
    {
        if (at < _start || at >= _start + _count)
        {
            var count = (int)Math.Min(_piece.Length, file.Length - at);
            file.Read(at, _piece.AsSpan(0, count));
            (_start, _count) = (at, count);
        }

        return _piece[at - _start];
    }

    public void Read(long at, Span<byte> target)
    {
        if (at >= _start && at + target.Length <= _start + _count)
            _piece.AsSpan((int)(at - _start), target.Length).CopyTo(target);
        else
            file.Read(at, target);
    }

    /// <summary>A range of the file.</summary>
    public ByteRange Part(long start, long end) => new PartContent(file, start, end - start);

    public ModelFormatException Damaged(long at) =>
        new(name, $"it is no ONNX model, or a damaged one: byte {at} makes no sense. Perhaps a download did not come to its end.");
}
