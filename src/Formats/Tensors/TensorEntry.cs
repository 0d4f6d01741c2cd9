using System;
using System.Linq;
using NetSpec.Formats.Content;
using NetSpec.Runtime.Weights;

namespace NetSpec.Formats.Tensors;

/// <summary>A named tensor whose values are read when they are asked for, from the file that it was found in: that file must be open then.</summary>
public sealed class TensorEntry
{
    private const int Piece = 1 << 16;

    private readonly long[] _shape;

    internal TensorEntry(string name, TensorType type, ReadOnlySpan<long> shape, ByteRange content)
    {
        Name = name;
        Type = type;
        _shape = shape.ToArray();
        Content = content;
        Elements = Dims.Count(shape) ?? throw new ArgumentException($"'{name}' has the dimensions {Dims.Text(shape)}.", nameof(shape));
        if ((Int128)Elements * ElementTypes.Size(type) != content.Length)
        {
            var needed = (Int128)Elements * ElementTypes.Size(type);
            var what = $"{Dims.Text(shape)} of {ElementTypes.Spelling(type)}";
            throw new ArgumentException($"'{name}' has {content.Length} bytes; {what} takes {needed}.", nameof(content));
        }
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The type of its elements.</summary>
    public TensorType Type { get; }

    /// <summary>Its dimensions; none for a scalar.</summary>
    public ReadOnlySpan<long> Shape => _shape;

    /// <summary>The number of elements.</summary>
    public long Elements { get; }

    /// <summary>The number of bytes.</summary>
    public long ByteLength => Content.Length;

    internal ByteRange Content { get; }

    /// <summary>A tensor of singles, which are used as they are and not copied.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">Its dimensions.</param>
    /// <param name="values">Its elements, row-major.</param>
    /// <exception cref="ArgumentException">The values are not as many as the shape says.</exception>
    public static TensorEntry FromFloats(string name, ReadOnlySpan<long> shape, ReadOnlyMemory<float> values)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new(name, TensorType.F32, shape, new FloatsContent(values));
    }

    /// <summary>A tensor of any type, of bytes that are used as they are and not copied.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">The type of its elements.</param>
    /// <param name="shape">Its dimensions.</param>
    /// <param name="bytes">Its elements, little-endian, row-major.</param>
    /// <exception cref="ArgumentException">The bytes are not as many as type and shape need, or the type is one of less than a byte.</exception>
    public static TensorEntry FromBytes(string name, TensorType type, ReadOnlySpan<long> shape, ReadOnlyMemory<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(name);
        return ElementTypes.IsPacked(type)
            ? throw new ArgumentException($"{ElementTypes.Spelling(type)} has elements of less than a byte.", nameof(type))
            : new(name, type, shape, new MemoryContent(bytes));
    }

    /// <summary>The same tensor under another name.</summary>
    public TensorEntry Renamed(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new(name, Type, _shape, Content);
    }

    /// <summary>Copies some of its bytes, little-endian, row-major.</summary>
    /// <param name="offset">Where they begin.</param>
    /// <param name="target">As many as it is long.</param>
    /// <exception cref="ArgumentOutOfRangeException">They do not lie in the tensor.</exception>
    public void ReadBytes(long offset, Span<byte> target)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, ByteLength - target.Length);
        Content.Read(offset, target);
    }

    /// <summary>Its elements as singles: doubles and whole numbers are rounded to nearest, ties to even.</summary>
    /// <exception cref="InvalidOperationException">They are more than an array holds, or of a type that is no number.</exception>
    public float[] ToFloats()
    {
        var floats = new float[Checked()];
        ReadFloats(floats);
        return floats;
    }

    /// <summary>Its elements as whole numbers; fractions are cut off.</summary>
    /// <exception cref="InvalidOperationException">They are more than an array holds, or of a type that is no number.</exception>
    public long[] ToIntegers()
    {
        var values = new long[Checked()];
        Pieces((bytes, at) => ElementValues.ToIntegers(Type, bytes, values.AsSpan(at)));
        return values;
    }

    /// <summary>Its elements in double precision, exactly but for whole numbers beyond 2^53.</summary>
    /// <exception cref="InvalidOperationException">They are more than an array holds, or of a type that is no number.</exception>
    public double[] ToDoubles()
    {
        var values = new double[Checked()];
        Pieces((bytes, at) => ElementValues.ToDoubles(Type, bytes, values.AsSpan(at)));
        return values;
    }

    /// <summary>Name, type and dimensions: <c>conv1.weight F32 [64x3x7x7]</c>.</summary>
    public override string ToString() => $"{Name} {ElementTypes.Spelling(Type)} [{Dims.Text(_shape)}]";

    internal bool HasShape(params ReadOnlySpan<long> shape) => shape.SequenceEqual(_shape);

    internal bool HasShape(ReadOnlySpan<int> shape) => shape.Length == _shape.Length && shape.ToArray().Zip(_shape).All(pair => pair.First == pair.Second);

    /// <summary>The same bytes under other dimensions.</summary>
    internal TensorEntry Shaped(string name, ReadOnlySpan<long> shape) => new(name, Type, shape, Content);

    private void ReadFloats(float[] floats) => Pieces((bytes, at) => ElementValues.ToFloats(Type, bytes, floats.AsSpan(at)));

    private int Checked() => Elements <= Array.MaxLength && ElementValues.IsNumber(Type)
        ? (int)Elements
        : throw new InvalidOperationException($"'{Name}' is {Dims.Text(_shape)} of {ElementTypes.Spelling(Type)}: no array of numbers holds it.");

    /// <summary>Reads piece by piece, so that no array of all bytes is needed.</summary>
    private void Pieces(Action<byte[], int> take)
    {
        var size = ElementTypes.Size(Type);
        for (long at = 0; at < Elements; at += Piece)
        {
            var bytes = new byte[(int)Math.Min(Piece, Elements - at) * size];
            Content.Read(at * size, bytes);
            take(bytes, (int)at);
        }
    }
}
