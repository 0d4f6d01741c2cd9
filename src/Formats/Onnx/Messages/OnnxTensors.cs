using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using NetSpec.Formats.Content;
using NetSpec.Formats.Tensors;
using NetSpec.Runtime.Weights;
using NetSpec.Runtime.Weights.Names;

namespace NetSpec.Formats.Onnx.Messages;

/// <summary>Tensors of a model: their elements stay where they are, in this file or in one beside it, until they are read.</summary>
internal sealed class OnnxTensors(ProtoSource source, ExternalFiles external)
{
    private const long ExternalLocation = 1;

    /// <summary>By the number that the format gives them.</summary>
    private static readonly Dictionary<long, TensorType> Types = new()
    {
        [1] = TensorType.F32, [2] = TensorType.U8, [3] = TensorType.I8, [4] = TensorType.U16, [5] = TensorType.I16, [6] = TensorType.I32, [7] = TensorType.I64,
        [9] = TensorType.Bool, [10] = TensorType.F16, [11] = TensorType.F64, [12] = TensorType.U32, [13] = TensorType.U64,
        [14] = TensorType.C64, [16] = TensorType.BF16, [17] = TensorType.F8E4M3, [19] = TensorType.F8E5M2,
    };

    public TensorEntry Read(ProtoCursor message)
    {
        var dims = new List<long>();
        var outside = new Dictionary<string, string>(StringComparer.Ordinal);
        var (name, type, location) = ("", 0L, 0L);
        (long Start, long End)? raw = null;
        var numbers = new MemoryStream();
        while (message.Next())
        {
            switch (message.Field)
            {
                case 1: message.Integers(dims.Add); break;
                case 2: type = message.Integer(); break;
                case 4 or 10: Copy(message, numbers, message.Field == 4 ? sizeof(float) : sizeof(double)); break;
                case 5 or 7 or 11: message.Integers(value => Append(numbers, type, value)); break;
                case 8: name = message.Text(); break;
                case 9: raw = message.Run(); break;
                case 13: AddPair(message.Message(), outside); break;
                case 14: location = message.Integer(); break;
                default: message.Skip(); break;
            }
        }

        if (!Types.TryGetValue(type, out var elements))
            throw new ModelFormatException(source.Name, $"the tensor {Quoted.Name(name)} has elements of type {type}, which are no numbers that are read.");

        var content = location == ExternalLocation ? external.Read(name, outside)
            : raw is { } range ? source.Part(range.Start, range.End)
            : new MemoryContent(numbers.ToArray());
        var count = Dims.Count([.. dims]);
        return count is { } known && (Int128)known * ElementTypes.Size(elements) == content.Length
            ? new(name, elements, [.. dims], content)
            : throw new ModelFormatException(
                source.Name, $"the tensor {Quoted.Name(name)} [{Dims.Text([.. dims])}] of {ElementTypes.Spelling(elements)} has {content.Length} bytes.");
    }

    /// <summary>Numbers of a fixed length stand in the file as they do in memory.</summary>
    private void Copy(ProtoCursor message, MemoryStream target, int size)
    {
        if (message.IsRun)
        {
            target.Write(message.Bytes());
            return;
        }

        Span<byte> bytes = stackalloc byte[sizeof(double)];
        if (size == sizeof(float))
            BinaryPrimitives.WriteSingleLittleEndian(bytes, message.Single());
        else
            BinaryPrimitives.WriteDoubleLittleEndian(bytes, message.Double());
        target.Write(bytes[..size]);
    }

    /// <summary>Whole numbers, and in their place the bits of halves, as many bytes as the type has. The type stands before them.</summary>
    private static void Append(MemoryStream target, long type, long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        target.Write(bytes[..(Types.TryGetValue(type, out var elements) ? ElementTypes.Size(elements) : 1)]);
    }

    private static void AddPair(ProtoCursor message, Dictionary<string, string> pairs)
    {
        var (key, value) = ("", "");
        while (message.Next())
        {
            switch (message.Field)
            {
                case 1: key = message.Text(); break;
                case 2: value = message.Text(); break;
                default: message.Skip(); break;
            }
        }

        pairs[key] = value;
    }
}
