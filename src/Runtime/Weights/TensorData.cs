using System;
using System.Runtime.InteropServices;

namespace NetSpec.Runtime.Weights;

/// <summary>A tensor to be written to a safetensors file.</summary>
/// <example><code>
/// SafetensorsWriter.Write("out.safetensors", [TensorData.FromFloats("bias", TensorType.F16, [2], [1f, 2f])]);
/// </code></example>
public sealed class TensorData
{
    private readonly long[] _shape;
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly ReadOnlyMemory<float> _singles;

    /// <summary>A tensor of any type.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">The type of its elements.</param>
    /// <param name="shape">Its dimensions; none for a scalar.</param>
    /// <param name="bytes">Its elements, little-endian, row-major.</param>
    /// <exception cref="ArgumentException">The bytes are not as many as type and shape need.</exception>
    public TensorData(string name, TensorType type, ReadOnlySpan<long> shape, ReadOnlyMemory<byte> bytes)
        : this(name, type, shape, bytes.Length)
    {
        _bytes = bytes;
    }

    private TensorData(string name, TensorType type, ReadOnlySpan<long> shape, ReadOnlyMemory<float> singles)
        : this(name, type, shape, (long)singles.Length * sizeof(float))
    {
        _singles = singles;
    }

    private TensorData(string name, TensorType type, ReadOnlySpan<long> shape, long byteLength)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!Enum.IsDefined(type))
            throw new ArgumentOutOfRangeException(nameof(type), type, "There is no such element type.");
        Name = name;
        Type = type;
        _shape = shape.ToArray();
        ByteLength = byteLength;
        CheckLength();
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The type of its elements.</summary>
    public TensorType Type { get; }

    /// <summary>Its dimensions.</summary>
    public ReadOnlySpan<long> Shape => _shape;

    /// <summary>The number of bytes.</summary>
    public long ByteLength { get; }

    /// <summary>A tensor of singles, rounded to nearest where the type is F16 or BF16.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">F32, F16, BF16 or F64.</param>
    /// <param name="shape">Its dimensions; none for a scalar.</param>
    /// <param name="values">Its elements, row-major.</param>
    public static TensorData FromFloats(string name, TensorType type, ReadOnlySpan<long> shape, ReadOnlySpan<float> values)
    {
        if (!TensorTypes.IsReadable(type))
            throw new ArgumentException($"Floats are not written as {TensorTypes.Spelling(type)}; use {TensorTypes.Readable}.", nameof(type));

        var bytes = new byte[checked(values.Length * (TensorTypes.Bits(type) / 8))];
        switch (type)
        {
            case TensorType.F16:
                FloatConversion.ToHalf(values, MemoryMarshal.Cast<byte, ushort>(bytes.AsSpan()));
                break;
            case TensorType.BF16:
                FloatConversion.ToBFloat16(values, MemoryMarshal.Cast<byte, ushort>(bytes.AsSpan()));
                break;
            case TensorType.F64:
                FloatConversion.ToDouble(values, MemoryMarshal.Cast<byte, double>(bytes.AsSpan()));
                break;
            default:
                values.CopyTo(MemoryMarshal.Cast<byte, float>(bytes.AsSpan()));
                break;
        }

        LittleEndian.Swap(bytes, type);
        return new TensorData(name, type, shape, bytes);
    }

    /// <summary>A tensor of singles that stay where they are until they are written.</summary>
    internal static TensorData Single(string name, ReadOnlySpan<int> dims, ReadOnlyMemory<float> values)
    {
        if (!BitConverter.IsLittleEndian)
            return FromFloats(name, TensorType.F32, Widen(dims), values.Span);
        return new TensorData(name, TensorType.F32, Widen(dims), values);
    }

    /// <summary>Its bytes as they stand in a file.</summary>
    internal ReadOnlySpan<byte> Bytes => _singles.IsEmpty ? _bytes.Span : MemoryMarshal.AsBytes(_singles.Span);

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
