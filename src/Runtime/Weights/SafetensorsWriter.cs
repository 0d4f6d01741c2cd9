using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using NetSpec.Runtime.Weights.Names;
using NetSpec.Runtime.Weights.Safetensors;

namespace NetSpec.Runtime.Weights;

/// <summary>
/// Writes safetensors files. The same tensors give the same bytes: wider element types first, so that every element is
/// aligned, and the given order among equals. Spaces pad the header to a multiple of 8 bytes.
/// </summary>
public static class SafetensorsWriter
{
    private const int Alignment = 8;

    /// <summary>
    /// Writes a file; an existing one is replaced when all of the new one is on the disk, so that under the name there is
    /// always a whole file (<see cref="AtomicFile"/>). Everything is checked before anything is written.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">What to write; names must differ.</param>
    /// <param name="metadata">What <c>__metadata__</c> says, in this order.</param>
    /// <exception cref="ArgumentException">A name or a key stands twice, or cannot be written.</exception>
    public static void Write(string path, IEnumerable<TensorData> tensors, IEnumerable<KeyValuePair<string, string>>? metadata = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var (header, ordered) = Prepare(tensors, metadata);
        AtomicFile.Write(path, stream => Write(stream, header, ordered));
    }

    /// <summary>Writes to a stream, which stays open. Everything is checked before anything is written.</summary>
    /// <param name="stream">A writable stream.</param>
    /// <param name="tensors">What to write; names must differ.</param>
    /// <param name="metadata">What <c>__metadata__</c> says, in this order.</param>
    /// <exception cref="ArgumentException">A name or a key stands twice, or cannot be written.</exception>
    public static void Write(Stream stream, IEnumerable<TensorData> tensors, IEnumerable<KeyValuePair<string, string>>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var (header, ordered) = Prepare(tensors, metadata);
        Write(stream, header, ordered);
    }

    private static (ReadOnlyMemory<byte> Header, List<TensorData> Ordered) Prepare(
        IEnumerable<TensorData> tensors, IEnumerable<KeyValuePair<string, string>>? metadata)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        var given = tensors.ToList();
        CheckNames(given);
        var ordered = given.OrderByDescending(t => TensorTypes.Bits(t.Type)).ToList();
        return (Header(ordered, metadata), ordered);
    }

    private static void Write(Stream stream, ReadOnlyMemory<byte> header, List<TensorData> tensors)
    {
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header.Span);
        foreach (var tensor in tensors)
        {
            tensor.WriteTo(stream);
        }
    }

    private static ReadOnlyMemory<byte> Header(List<TensorData> tensors, IEnumerable<KeyValuePair<string, string>>? metadata)
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
                offset = checked(offset + tensor.ByteLength);
            }

            json.WriteEndObject();
        }

        while (buffer.WrittenCount % Alignment != 0)
        {
            buffer.Write(" "u8);
        }

        if (buffer.WrittenCount > SafetensorsHeader.LongestHeader)
            throw new ArgumentException($"The header takes {buffer.WrittenCount} bytes; readers accept {SafetensorsHeader.LongestHeader}.", nameof(tensors));
        return buffer.WrittenMemory;
    }

    private static void WriteMetadata(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        json.WriteStartObject("__metadata__");
        foreach (var (key, value) in metadata)
        {
            CheckText(key, nameof(metadata));
            if (!keys.Add(key))
                throw new ArgumentException($"{Quoted.Name(key)} stands twice.", nameof(metadata));
            if (value is null)
                throw new ArgumentException($"{Quoted.Name(key)} has no value.", nameof(metadata));
            CheckText(value, nameof(metadata));
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
            if (tensor is null)
                throw new ArgumentException("A tensor is null.", nameof(tensors));
            CheckText(tensor.Name, nameof(tensors));
            if (!names.Add(tensor.Name))
                throw new ArgumentException($"{Quoted.Name(tensor.Name)} stands twice, or is reserved.", nameof(tensors));
        }
    }

    /// <summary>Half a surrogate pair is no character: as UTF-8 it would become another one.</summary>
    private static void CheckText(string text, string argument)
    {
        ArgumentNullException.ThrowIfNull(text, argument);
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                throw new ArgumentException($"{Quoted.Name(text)} has half a surrogate pair in it.", argument);
            i++;
        }
    }
}
