using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;

namespace NetSpec.Formats.Tensors;

/// <summary>
/// Tensors as the bytes of a safetensors file that nobody wrote: the header is made here, the rest is read from where the tensors lie. So
/// everything that takes such a file takes any table, of any size, without a copy.
/// </summary>
internal sealed class SafetensorsStream : Stream
{
    private const int Alignment = 8;

    private readonly byte[] _header;
    private readonly TensorTable _tensors;
    private readonly List<long> _starts = [];

    public SafetensorsStream(TensorTable tensors)
    {
        _tensors = tensors;
        _header = Header(tensors);
        var end = (long)_header.Length;
        foreach (var tensor in tensors)
        {
            _starts.Add(end);
            end += tensor.ByteLength;
        }

        Length = end;
    }

    public override long Length { get; }

    public override long Position { get; set; }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (Position >= Length || buffer.IsEmpty)
            return 0;

        int count;
        if (Position < _header.Length)
        {
            count = (int)Math.Min(buffer.Length, _header.Length - Position);
            _header.AsSpan((int)Position, count).CopyTo(buffer);
        }
        else
        {
            // The last that begins here or before, so that empty ones are passed over.
            var found = _starts.BinarySearch(Position);
            var index = found >= 0 ? found : ~found - 1;
            while (index + 1 < _starts.Count && _starts[index + 1] <= Position)
                index++;
            var within = Position - _starts[index];
            count = (int)Math.Min(buffer.Length, _tensors[index].ByteLength - within);
            _tensors[index].ReadBytes(within, buffer[..count]);
        }

        Position += count;
        return count;
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
    {
        SeekOrigin.Begin => 0,
        SeekOrigin.Current => Position,
        _ => Length,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private static byte[] Header(TensorTable tensors)
    {
        using var json = new MemoryStream();
        json.Write(new byte[sizeof(ulong)]);
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            var start = 0L;
            foreach (var tensor in tensors)
            {
                writer.WriteStartObject(tensor.Name);
                writer.WriteString("dtype", ElementTypes.Spelling(tensor.Type));
                writer.WriteStartArray("shape");
                foreach (var dim in tensor.Shape)
                    writer.WriteNumberValue(dim);
                writer.WriteEndArray();
                writer.WriteStartArray("data_offsets");
                writer.WriteNumberValue(start);
                writer.WriteNumberValue(start += tensor.ByteLength);
                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        while (json.Length % Alignment != 0)
            json.WriteByte((byte)' ');
        var header = json.ToArray();
        BinaryPrimitives.WriteUInt64LittleEndian(header, (ulong)(header.Length - sizeof(ulong)));
        return header;
    }
}
