using System;
using System.Buffers;
using System.IO;

namespace NetSpec.Formats.Content;

/// <summary>
/// Bytes that a stream gives one after another, as those of a compressed file: reading on is cheap, going back begins anew. Nothing is kept,
/// so they may be more than memory holds.
/// </summary>
/// <param name="open">Opens the stream at the first of them.</param>
/// <param name="name">What to call it in messages.</param>
/// <param name="length">How many there are.</param>
internal sealed class StreamedContent(Func<Stream> open, string name, long length) : ByteRange, IDisposable
{
    private const int Piece = 1 << 16;

    private Stream? _stream;
    private long _position;

    public override long Length => length;

    public override void Read(long offset, Span<byte> target)
    {
        try
        {
            if (_stream is null || offset < _position)
            {
                Dispose();
                (_stream, _position) = (open(), 0);
            }

            Skip(offset - _position);
            _stream.ReadExactly(target);
            _position += target.Length;

            // What unpacks it takes more memory than small content.
            if (_position == length)
                Dispose();
        }
        catch (EndOfStreamException e)
        {
            throw new ModelFormatException(name, $"it ends before its {length} bytes.", e);
        }
        catch (InvalidDataException e)
        {
            throw new ModelFormatException(name, "its compressed bytes are damaged.", e);
        }
    }

    /// <summary>Closes the stream; the bytes can be read again.</summary>
    public void Dispose()
    {
        _stream?.Dispose();
        _stream = null;
    }

    private void Skip(long count)
    {
        if (count == 0)
            return;

        var piece = ArrayPool<byte>.Shared.Rent((int)Math.Min(count, Piece));
        try
        {
            while (count > 0)
            {
                var part = (int)Math.Min(count, piece.Length);
                _stream!.ReadExactly(piece, 0, part);
                _position += part;
                count -= part;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }
}
