using System;
using System.Buffers.Binary;
using System.Text;

namespace NetSpec.Formats.Onnx.Messages;

/// <summary>
/// Goes through the fields of one message of protobuf, wherever in a file of any size it lies. Nothing is allocated for what a file promises:
/// each length is checked against the message around it.
/// </summary>
internal sealed class ProtoCursor(ProtoSource source, long start, long end)
{
    private const int VarintType = 0;
    private const int Fixed64Type = 1;
    private const int LengthType = 2;
    private const int Fixed32Type = 5;

    private readonly long _end = end;
    private long _at = start;
    private int _wire;

    /// <summary>The number of the field that stands next.</summary>
    public int Field { get; private set; }

    /// <summary>Whether that field is a run of bytes: text, a message, or numbers packed.</summary>
    public bool IsRun => _wire == LengthType;

    /// <summary>Moves to the next field; false at the end of the message.</summary>
    public bool Next()
    {
        if (_at == _end)
            return false;
        var tag = Varint();
        (Field, _wire) = ((int)Math.Min(tag >> 3, int.MaxValue), (int)(tag & 7));
        return Field != 0 && _wire is VarintType or Fixed64Type or LengthType or Fixed32Type ? true : throw source.Damaged(_at);
    }

    /// <summary>A whole number.</summary>
    public long Integer()
    {
        Expect(VarintType);
        return (long)Varint();
    }

    public float Single()
    {
        Expect(Fixed32Type);
        return BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadInt32LittleEndian(Take(stackalloc byte[sizeof(float)])));
    }

    public double Double()
    {
        Expect(Fixed64Type);
        return BinaryPrimitives.ReadDoubleLittleEndian(Take(stackalloc byte[sizeof(double)]));
    }

    /// <summary>Where the bytes of the field lie.</summary>
    public (long Start, long End) Run()
    {
        Expect(LengthType);
        var length = Varint();
        if (length > (ulong)(_end - _at))
            throw source.Damaged(_at);
        _at += (long)length;
        return (_at - (long)length, _at);
    }

    /// <summary>The message of the field.</summary>
    public ProtoCursor Message()
    {
        var (from, to) = Run();
        return new(source, from, to);
    }

    public string Text() => Encoding.UTF8.GetString(Bytes());

    public byte[] Bytes()
    {
        var (from, to) = Run();
        if (to - from > Array.MaxLength)
            throw source.Damaged(from);
        var bytes = new byte[to - from];
        source.Read(from, bytes);
        return bytes;
    }

    /// <summary>Whole numbers, packed in a run or one.</summary>
    public void Integers(Action<long> take)
    {
        if (!IsRun)
        {
            take(Integer());
            return;
        }

        var numbers = Message();
        while (numbers._at < numbers._end)
        {
            take((long)numbers.Varint());
        }
    }

    /// <summary>Singles, packed in a run or one.</summary>
    public void Singles(Action<float> take)
    {
        if (!IsRun)
        {
            take(Single());
            return;
        }

        var numbers = Message();
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        while (numbers._at < numbers._end)
        {
            take(BinaryPrimitives.ReadSingleLittleEndian(numbers.Take(bytes)));
        }
    }

    /// <summary>Passes the field over.</summary>
    public void Skip()
    {
        switch (_wire)
        {
            case VarintType:
                Varint();
                break;
            case Fixed64Type:
                Take(stackalloc byte[sizeof(ulong)]);
                break;
            case Fixed32Type:
                Take(stackalloc byte[sizeof(uint)]);
                break;
            default:
                Run();
                break;
        }
    }

    private void Expect(int wire)
    {
        if (_wire != wire)
            throw source.Damaged(_at);
    }

    private Span<byte> Take(Span<byte> target)
    {
        if (target.Length > _end - _at)
            throw source.Damaged(_at);
        source.Read(_at, target);
        _at += target.Length;
        return target;
    }

    private ulong Varint()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (_at >= _end)
                throw source.Damaged(_at);
            var part = source.Byte(_at++);
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }

        throw source.Damaged(_at);
    }
}
