using System;
using System.Buffers.Binary;
using System.Text;

namespace NetSpec.Formats.Torch.Pickles;

/// <summary>The operands of a pickle's operations, each checked against the bytes that there are.</summary>
internal sealed class PickleReader(ReadOnlyMemory<byte> bytes, string name)
{
    private int _at;

    public byte Byte() => Take(1)[0];

    public int UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(sizeof(ushort)));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    public double Double() => BinaryPrimitives.ReadDoubleBigEndian(Take(sizeof(double)));

    /// <summary>Bytes whose number stands before them.</summary>
    public byte[] Counted(int lengthBytes) => Take(Length(lengthBytes)).ToArray();

    /// <summary>UTF-8 whose number of bytes stands before it.</summary>
    public string Text(int lengthBytes) => Encoding.UTF8.GetString(Take(Length(lengthBytes)));

    /// <summary>Text to the end of its line.</summary>
    public string Line()
    {
        var end = bytes.Span[_at..].IndexOf((byte)'\n');
        if (end < 0)
            throw Damaged("a name does not end");
        var line = Encoding.UTF8.GetString(Take(end));
        _at++;
        return line;
    }

    /// <summary>A whole number of Python of any length; null where it has more than 64 bits.</summary>
    public long? Long(int lengthBytes)
    {
        var digits = Take(Length(lengthBytes));
        if (digits.Length > sizeof(long))
            return null;
        var value = digits.Length > 0 && digits[^1] >= 0x80 ? -1L : 0L;
        for (var i = digits.Length - 1; i >= 0; i--)
        {
            value = (value << 8) | digits[i];
        }

        return value;
    }

    public void Skip(int count) => Take(count);

    public ModelFormatException Damaged(string what) => new(name, $"its pickle is damaged: {what} at byte {_at}.");

    private long Length(int lengthBytes) => lengthBytes switch
    {
        1 => Byte(),
        4 => BinaryPrimitives.ReadUInt32LittleEndian(Take(4)),
        _ => BinaryPrimitives.ReadInt64LittleEndian(Take(8)),
    };

    private ReadOnlySpan<byte> Take(long count)
    {
        if (count < 0 || count > bytes.Length - _at)
            throw Damaged("it ends too early");
        var taken = bytes.Span.Slice(_at, (int)count);
        _at += (int)count;
        return taken;
    }
}
