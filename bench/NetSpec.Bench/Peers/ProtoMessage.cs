using System;
using System.Collections.Generic;
using System.IO;
using Google.Protobuf;

namespace NetSpec.Bench.Peers;

/// <summary>A protocol buffers message, field by field. Field numbers are those of the message's definition.</summary>
internal sealed class ProtoMessage
{
    private readonly List<Action<CodedOutputStream>> _fields = [];

    public byte[] ToArray()
    {
        using var stream = new MemoryStream();
        using var output = new CodedOutputStream(stream, leaveOpen: true);
        _fields.ForEach(write => write(output));
        output.Flush();
        return stream.ToArray();
    }

    public ProtoMessage Integer(int field, long value) => Add(field, WireFormat.WireType.Varint, output => output.WriteInt64(value));

    public ProtoMessage Real(int field, float value) => Add(field, WireFormat.WireType.Fixed32, output => output.WriteFloat(value));

    public ProtoMessage Text(int field, string value) => Add(field, WireFormat.WireType.LengthDelimited, output => output.WriteString(value));

    public ProtoMessage Bytes(int field, ReadOnlySpan<byte> value)
    {
        var bytes = ByteString.CopyFrom(value);
        return Add(field, WireFormat.WireType.LengthDelimited, output => output.WriteBytes(bytes));
    }

    public ProtoMessage Message(int field, ProtoMessage value) => Bytes(field, value.ToArray());

    private ProtoMessage Add(int field, WireFormat.WireType type, Action<CodedOutputStream> write)
    {
        _fields.Add(output =>
        {
            output.WriteTag(field, type);
            write(output);
        });
        return this;
    }
}
