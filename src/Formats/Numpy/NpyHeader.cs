using System;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using NetSpec.Formats.Content;
using NetSpec.Formats.Tensors;
using NetSpec.Runtime.Weights;
using NetSpec.Runtime.Weights.Names;

namespace NetSpec.Formats.Numpy;

/// <summary>The head of an array of NumPy: a magic number, a version, and a dictionary of Python with type, order and shape.</summary>
/// <param name="Type">The type of the elements.</param>
/// <param name="IsBigEndian">Whether their bytes stand the other way round.</param>
/// <param name="IsFortran">Whether the first dimension is the contiguous one.</param>
/// <param name="Shape">The dimensions.</param>
/// <param name="Length">How many bytes the head has.</param>
internal sealed record NpyHeader(TensorType Type, bool IsBigEndian, bool IsFortran, long[] Shape, int Length)
{
    private const int MagicLength = 6;

    /// <summary>More than NumPy writes for any array of its 32 dimensions.</summary>
    private const int Longest = 1 << 16;

    private static readonly (string Letter, int Size, TensorType Type)[] Types =
    [
        ("f", 2, TensorType.F16), ("f", 4, TensorType.F32), ("f", 8, TensorType.F64), ("b", 1, TensorType.Bool),
        ("u", 1, TensorType.U8), ("u", 2, TensorType.U16), ("u", 4, TensorType.U32), ("u", 8, TensorType.U64),
        ("i", 1, TensorType.I8), ("i", 2, TensorType.I16), ("i", 4, TensorType.I32), ("i", 8, TensorType.I64), ("c", 8, TensorType.C64),
    ];

    public static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads the head of an array and checks it against the bytes that there are.</summary>
    public static NpyHeader Read(ByteRange file, string name)
    {
        Span<byte> start = stackalloc byte[MagicLength + 6];
        var count = (int)Math.Min(start.Length, file.Length);
        file.Read(0, start[..count]);
        if (count < MagicLength + 4 || !start.StartsWith(Magic))
            throw new ModelFormatException(name, "it is not an array of NumPy (.npy): these begin with \\x93NUMPY.");

        var version = start[MagicLength];
        if (version is < 1 or > 3)
            throw new ModelFormatException(name, $"it is of version {version} of the format; 1, 2 and 3 are known.");
        if (version > 1 && count < start.Length)
            throw new ModelFormatException(name, $"it ends after {file.Length} bytes, within its head.");

        var lengthBytes = version == 1 ? sizeof(ushort) : sizeof(uint);
        var textStart = MagicLength + 2 + lengthBytes;
        var counted = start[(MagicLength + 2)..];
        long textLength = version == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(counted) : BinaryPrimitives.ReadUInt32LittleEndian(counted);
        if (textLength > Longest || textStart + textLength > file.Length)
            throw new ModelFormatException(name, $"its head has {textLength} bytes, {(textLength > Longest ? $"more than {Longest}" : "more than the file")}.");

        var text = new byte[textLength];
        file.Read(textStart, text);
        var header = Parse(Encoding.UTF8.GetString(text), name) with { Length = textStart + text.Length };
        var elements = Dims.Count(header.Shape);
        if (elements is null || (Int128)elements.Value * ElementTypes.Size(header.Type) > file.Length - header.Length)
        {
            var array = $"{Dims.Text(header.Shape)} of {ElementTypes.Spelling(header.Type)}";
            throw new ModelFormatException(name, $"its array is {array}, but only {file.Length - header.Length} bytes follow.");
        }

        return header;
    }

    /// <summary>The head that NumPy writes for a tensor: the elements begin at a multiple of 64 bytes.</summary>
    public static byte[] Write(TensorEntry tensor, string name)
    {
        var text = new StringBuilder($"{{'descr': '{Spelling(tensor.Type, name)}', 'fortran_order': False, 'shape': (");
        foreach (var dim in tensor.Shape)
        {
            text.Append(CultureInfo.InvariantCulture, $"{dim}, ");
        }

        if (tensor.Shape.Length > 1)
            text.Length -= 2;
        else if (tensor.Shape.Length == 1)
            text.Length--;
        text.Append("), }");
        const int Start = MagicLength + 2 + sizeof(ushort);
        while ((Start + text.Length + 1) % 64 != 0)
        {
            text.Append(' ');
        }

        text.Append('\n');
        var bytes = new byte[Start + text.Length];
        Magic.CopyTo(bytes);
        bytes[MagicLength] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(MagicLength + 2), (ushort)text.Length);
        Encoding.ASCII.GetBytes(text.ToString(), bytes.AsSpan(Start));
        return bytes;
    }

    private static string Spelling(TensorType type, string name)
    {
        foreach (var row in Types)
        {
            if (row.Type == type)
                return string.Create(CultureInfo.InvariantCulture, $"{(row.Size == 1 ? '|' : '<')}{row.Letter}{row.Size}");
        }

        throw new ModelFormatException(name, $"NumPy has no type {ElementTypes.Spelling(type)}; convert it to F32 first.");
    }

    private static NpyHeader Parse(string text, string name)
    {
        var (descr, order, shape) = new PythonDictionary(text, name).ReadArrayHead();
        foreach (var (letter, size, type) in Types)
        {
            if (descr.Length > 2 && descr[0] is ('<' or '>' or '|' or '=') && descr[1..] == string.Create(CultureInfo.InvariantCulture, $"{letter}{size}"))
                return new(type, descr[0] == '>' && size > 1, order, shape, 0);
        }

        throw new ModelFormatException(name, $"its elements are {Quoted.Name(descr)}; floats of 16, 32 and 64 bits, whole numbers and booleans are read.");
    }
}
