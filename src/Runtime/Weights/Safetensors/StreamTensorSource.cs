using System;
using System.Buffers;
using System.IO;

namespace NetSpec.Runtime.Weights.Safetensors;

/// <summary>
/// A stream from its current position on. If it cannot seek, bytes are skipped by reading them, so that positions may only grow.
/// The stream stays open, unless it was opened for this.
/// </summary>
internal sealed class StreamTensorSource : TensorSource
{
    private const int SkipSize = 1 << 16;

    private readonly Stream _stream;
    private readonly long _start;
    private readonly bool _isOwner;
    private long _position;

    public StreamTensorSource(Stream stream, string name, bool isOwner = false)
        : base(name)
    {
        _stream = stream;
        _isOwner = isOwner;
        _start = stream.CanSeek ? stream.Position : 0;
        Length = stream.CanSeek ? Math.Max(0, stream.Length - _start) : null;
    }

    public override long? Length { get; }

    public override void Read(long position, Span<byte> target)
    {
        MoveTo(position);
        while (!target.IsEmpty)
        {
            var read = _stream.Read(target);
            if (read <= 0)
                throw Ended(_position);
            _position += read;
            target = target[read..];
        }
    }

    public override void Dispose()
    {
        if (_isOwner)
            _stream.Dispose();
    }

    private void MoveTo(long position)
    {
        if (position == _position)
            return;

        if (_stream.CanSeek)
        {
            _stream.Position = _start + position;
            _position = position;
            return;
        }

        if (position < _position)
            throw new InvalidOperationException(
                $"{Name} cannot seek, and byte {position} has gone by: read its tensors in the order of their data, each once.");

        var buffer = ArrayPool<byte>.Shared.Rent(SkipSize);
        try
        {
            while (_position < position)
            {
                var read = _stream.Read(buffer, 0, (int)Math.Min(SkipSize, position - _position));
                if (read <= 0)
                    throw Ended(_position);
                _position += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
