using System;
using System.Buffers.Binary;
using System.IO;
using System.Text;
using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Tests.Weights;

/// <summary>Safetensors files written by hand, right or wrong.</summary>
internal static class RawFile
{
    public static byte[] Of(string header, params byte[] data)
    {
        var json = Encoding.UTF8.GetBytes(header);
        return Of((ulong)json.Length, json, data);
    }

    public static byte[] Of(ulong length, byte[] header, params byte[] data)
    {
        var bytes = new byte[8 + header.Length + data.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        header.CopyTo(bytes, 8);
        data.CopyTo(bytes, 8 + header.Length);
        return bytes;
    }

    public static string Entry(string name, string type, string shape, long begin, long end) =>
        FormattableString.Invariant($"\"{name}\":{{\"dtype\":\"{type}\",\"shape\":{shape},\"data_offsets\":[{begin},{end}]}}");

    public static SafetensorsFile Open(byte[] bytes) => SafetensorsFile.Open(new MemoryStream(bytes), "net.safetensors");

    public static byte[] Write(params TensorData[] tensors)
    {
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, tensors);
        return stream.ToArray();
    }
}
