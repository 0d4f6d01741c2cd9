using System;
using System.IO;
using NetSpec.Formats.Content;
using NetSpec.Formats.Tensors;
using NetSpec.Runtime.Weights;

namespace NetSpec.Formats.Numpy;

/// <summary>
/// Arrays of NumPy (<c>.npy</c>), as <c>numpy.save</c> writes them: floats, whole numbers and booleans of any width, either byte order, rows or
/// columns first. What is read has little-endian elements in row-major order.
/// </summary>
/// <example><code>
/// TensorEntry batch = NpyFile.Read("batch.npy");
/// NpyFile.Write("logits.npy", TensorEntry.FromFloats("logits", [10, 1000], values));
/// </code></example>
public static class NpyFile
{
    private const int Piece = 1 << 20;

    /// <summary>Reads an array into memory.</summary>
    /// <exception cref="ModelFormatException">It is not an array of NumPy, or one of elements that are no numbers.</exception>
    public static TensorEntry Read(string path)
    {
        using var handle = FileContent.Open(path);
        var file = new FileContent(handle, path, 0, RandomAccess.GetLength(handle));
        return InMemory(Parse(file, path, Path.GetFileNameWithoutExtension(path)), path);
    }

    /// <summary>Reads an array from where a stream stands to its end; the stream stays open.</summary>
    /// <param name="stream">A readable stream.</param>
    /// <param name="name">What to call it in messages, and the tensor.</param>
    /// <exception cref="ModelFormatException">It is not an array of NumPy, or one of elements that are no numbers.</exception>
    public static TensorEntry Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return InMemory(Parse(new MemoryContent(bytes.GetBuffer().AsMemory(0, (int)bytes.Length)), name, name), name);
    }

    /// <summary>Writes a tensor; an existing file is replaced once everything is on the disk.</summary>
    /// <exception cref="ModelFormatException">NumPy has no such type: BF16, and those of 8 bits.</exception>
    public static void Write(string path, TensorEntry tensor) => AtomicFile.Write(path, stream => Write(stream, tensor));

    /// <summary>Writes a tensor to a stream, which stays open.</summary>
    /// <inheritdoc cref="Write(string, TensorEntry)"/>
    public static void Write(Stream stream, TensorEntry tensor)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tensor);
        stream.Write(NpyHeader.Write(tensor, tensor.Name));
        var piece = new byte[(int)Math.Min(Piece, tensor.ByteLength)];
        for (long at = 0; at < tensor.ByteLength; at += piece.Length)
        {
            var part = piece.AsSpan(0, (int)Math.Min(piece.Length, tensor.ByteLength - at));
            tensor.ReadBytes(at, part);
            stream.Write(part);
        }
    }

    /// <summary>The array in some bytes, which are read when its values are.</summary>
    internal static TensorEntry Parse(ByteRange file, string fileName, string tensorName)
    {
        var header = NpyHeader.Read(file, fileName);
        var size = ElementTypes.Size(header.Type);
        ByteRange elements = new PartContent(file, header.Length, (Dims.Count(header.Shape) ?? 0) * size);
        if (header.IsBigEndian)
            elements = new SwappedContent(elements, header.Type == TensorType.C64 ? size / 2 : size);
        if (header.IsFortran && header.Shape.Length > 1)
            elements = new StridedContent(elements, fileName, size, 0, header.Shape, ColumnsFirst(header.Shape));
        return new(tensorName, header.Type, header.Shape, elements);
    }

    private static long[] ColumnsFirst(long[] shape)
    {
        var strides = new long[shape.Length];
        var stride = 1L;
        for (var i = 0; i < shape.Length; i++)
        {
            strides[i] = stride;
            stride *= Math.Max(shape[i], 1);
        }

        return strides;
    }

    private static TensorEntry InMemory(TensorEntry tensor, string name) =>
        new(tensor.Name, tensor.Type, tensor.Shape, new MemoryContent(tensor.Content.ToArray(name)));
}
