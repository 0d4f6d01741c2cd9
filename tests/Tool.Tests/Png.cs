using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;

namespace NetSpec.Tool.Tests;

/// <summary>Pictures for tests: PNG as its specification says, eight bits a channel, no filters.</summary>
internal static class Png
{
    /// <param name="path">Where to.</param>
    /// <param name="width">Pixels of a row.</param>
    /// <param name="channels">1 for grey, 3 for red, green and blue.</param>
    /// <param name="bytes">Row by row, the channels of a pixel together.</param>
    public static void Write(string path, int width, int channels, byte[] bytes)
    {
        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), bytes.Length / (width * channels));
        (head[8], head[9]) = (8, (byte)(channels == 1 ? 0 : 2));
        using var data = new MemoryStream();
        using (var packed = new ZLibStream(data, CompressionLevel.Optimal, leaveOpen: true))
        {
            foreach (var row in bytes.Chunk(width * channels))
            {
                packed.WriteByte(0);
                packed.Write(row);
            }
        }

        using var file = File.Create(path);
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        Chunk(file, "IHDR", head);
        Chunk(file, "IDAT", data.ToArray());
        Chunk(file, "IEND", []);
    }

    private static void Chunk(FileStream file, string name, byte[] data)
    {
        var number = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        byte[] body = [.. Encoding.ASCII.GetBytes(name), .. data];
        file.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(body));
        file.Write(number);
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        return ~crc;
    }
}
