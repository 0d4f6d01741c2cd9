using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NetSpec.Runtime.Weights;

/// <summary>
/// Writes safetensors files. The same tensors give the same bytes: wider element types first, so that every element is
/// aligned, and the given order among equals. Spaces pad the header to a multiple of 8 bytes.
/// </summary>
public static class SafetensorsWriter
{
    private const int Alignment = 8;

    /// <summary>Writes a file; an existing one is replaced.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">What to write; names must differ.</param>
    /// <param name="metadata">What <c>__metadata__</c> says, in this order.</param>
    public static void Write(string path, IEnumerable<TensorData> tensors, IEnumerable<KeyValuePair<string, string>>? metadata = null)
    {
        using var stream = File.Create(path);
        Write(stream, tensors, metadata);
    }

    /// <summary>Writes to a stream, which stays open.</summary>
    /// <param name="stream">A writable stream.</param>
    /// <param name="tensors">What to write; names must differ.</param>
    /// <param name="metadata">What <c>__metadata__</c> says, in this order.</param>
    public static void Write(Stream stream, IEnumerable<TensorData> tensors, IEnumerable<KeyValuePair<string, string>>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tensors);
        var ordered = tensors.OrderByDescending(t => TensorTypes.Bits(t.Type)).ToList();
        CheckNames(ordered);

        var header = Header(ordered, metadata);
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (var tensor in ordered)
        {
            stream.Write(tensor.Bytes);
        }
    }

    private static ReadOnlySpan<byte> Header(List<TensorData> tensors, IEnumerable<KeyValuePair<string, string>>? metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            if (metadata is not null)
                WriteMetadata(json, metadata);

            var offset = 0L;
            foreach (var tensor in tensors)
            {
                WriteEntry(json, tensor, offset);
                offset += tensor.ByteLength;
            }

            json.WriteEndObject();
        }

        while (buffer.WrittenCount % Alignment != 0)
        {
            buffer.Write(" "u8);
        }

        if (buffer.WrittenCount > SafetensorsHeader.LongestHeader)
            throw new ArgumentException($"The header takes {buffer.WrittenCount} bytes; readers accept {SafetensorsHeader.LongestHeader}.", nameof(tensors));
        return buffer.WrittenSpan;
    }

    private static void WriteMetadata(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        json.WriteStartObject("__metadata__");
        foreach (var (key, value) in metadata)
        {
            if (!keys.Add(key))
                throw new ArgumentException($"'{key}' stands twice.", nameof(metadata));
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter json, TensorData tensor, long offset)
    {
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", TensorTypes.Spelling(tensor.Type));
        json.WriteStartArray("shape");
        foreach (var dim in tensor.Shape)
        {
            json.WriteNumberValue(dim);
        }

        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset);
        json.WriteNumberValue(offset + tensor.ByteLength);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void CheckNames(List<TensorData> tensors)
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { "__metadata__" };
        foreach (var tensor in tensors)
        {
            if (!names.Add(tensor.Name))
                throw new ArgumentException($"'{tensor.Name}' stands twice, or is reserved.", nameof(tensors));
        }
    }
}
