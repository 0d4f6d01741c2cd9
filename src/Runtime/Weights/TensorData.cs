using System;
using System.Globalization;
using System.IO;
using NetSpec.Runtime.Weights.Names;
using NetSpec.Runtime.Weights.Safetensors;

namespace NetSpec.Runtime.Weights;

/// <summary>A tensor to be written to a safetensors file.</summary>
/// <example><code>
/// SafetensorsWriter.Write("out.safetensors", [TensorData.FromFloats("bias", TensorType.F16, [2], [1f, 2f])]);
/// </code></example>
public sealed class TensorData
{
    private readonly long[] _shape;
    private readonly TensorContent _content;

    /// <summary>A tensor of any type.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">The type of its elements.</param>
    /// <param name="shape">Its dimensions; none for a scalar.</param>
    /// <param name="bytes">Its elements, little-endian, row-major.</param>
    /// <exception cref="ArgumentException">The bytes are not as many as type and shape need.</exception>
    public TensorData(string name, TensorType type, ReadOnlySpan<long> shape, ReadOnlyMemory<byte> bytes)
        : this(name, type, shape, new ByteContent(bytes))
    {
    }

    /// <summary>A tensor whose bytes come when they are written.</summary>
    internal TensorData(string name, TensorType type, ReadOnlySpan<long> shape, TensorContent content)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!Enum.IsDefined(type))
            throw new ArgumentOutOfRangeException(nameof(type), type, "There is no such element type.");
        Name = name;
        Type = type;
        _shape = shape.ToArray();
        _content = content;
        CheckLength();
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The type of its elements.</summary>
    public TensorType Type { get; }

    /// <summary>Its dimensions.</summary>
    public ReadOnlySpan<long> Shape => _shape;

    /// <summary>The number of bytes.</summary>
    public long ByteLength => _content.ByteLength;

    /// <summary>A tensor of singles, rounded to nearest where the type is F16 or BF16.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">F32, F16, BF16 or F64.</param>
    /// <param name="shape">Its dimensions; none for a scalar.</param>
    /// <param name="values">Its elements, row-major.</param>
    /// <exception cref="ArgumentException">
    /// The type is another, or has no finite number for one of the values: F16 ends at 65,504, BF16 at 3.39e38. NaN and infinity stay what they are.
    /// </exception>
    public static TensorData FromFloats(string name, TensorType type, ReadOnlySpan<long> shape, ReadOnlySpan<float> values)
    {
        if (!TensorTypes.IsReadable(type))
            throw new ArgumentException($"Floats are not written as {TensorTypes.Spelling(type)}; use {TensorTypes.Readable}.", nameof(type));

        CheckRange(name, type, values);

        // A copy in singles: in the type that is asked for, they might be more bytes than an array holds.
        return new TensorData(name, type, shape, new FloatContent(values.ToArray(), type));
    }

    /// <summary>
    /// A tensor of an open file, of any type and size. It is copied when it is written: the file must be open then, and one
    /// from a stream that cannot seek gives each tensor once, in the order of its data.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="tensor">One of its tensors.</param>
    /// <param name="name">Its new name; the old one by default.</param>
    /// <exception cref="ArgumentException">The tensor is not one of the file.</exception>
    public static TensorData Copy(SafetensorsFile file, TensorInfo tensor, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        file.CheckOwn(tensor);
        return new TensorData(name ?? tensor.Name, tensor.Type, tensor.Shape, new CopiedContent(file, tensor));
    }

    /// <summary>A tensor of singles that stay where they are until they are written.</summary>
    internal static TensorData Single(string name, ReadOnlySpan<int> dims, ReadOnlyMemory<float> values) =>
        new(name, TensorType.F32, Widen(dims), new FloatContent(values, TensorType.F32));

    /// <summary>Writes its bytes as they stand in a file.</summary>
    internal void WriteTo(Stream stream) => _content.WriteTo(stream);

    private static void CheckRange(string name, TensorType type, ReadOnlySpan<float> values)
    {
        if (FloatConversion.FirstInfinite(type) is not { } limit)
            return;

        for (var i = 0; i < values.Length; i++)
        {
            if (MathF.Abs(values[i]) >= limit && float.IsFinite(values[i]))
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                    $"{Quoted.Name(name)} has {values[i]} at index {i}, which would be infinity as {TensorTypes.Spelling(type)}."), nameof(values));
        }
    }

    private static long[] Widen(ReadOnlySpan<int> dims)
    {
        var wide = new long[dims.Length];
        for (var i = 0; i < dims.Length; i++)
        {
            wide[i] = dims[i];
        }

        return wide;
    }

    private void CheckLength()
    {
        var bits = (Int128)TensorTypes.Bits(Type);
        foreach (var dim in _shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(dim, "shape");
            bits = Int128.Min(bits * dim, Int128.MaxValue >> 64);
        }

        if (bits != (Int128)ByteLength * 8)
            throw new ArgumentException($"'{Name}' has {ByteLength} bytes; {TensorDims.Format(_shape)} of {TensorTypes.Spelling(Type)} takes {bits} bits.");
    }
}
