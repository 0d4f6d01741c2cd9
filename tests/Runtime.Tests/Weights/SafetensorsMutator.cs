using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Tests.Weights;

/// <summary>An endless, repeatable series of files for the safetensors reader: random bytes, valid files, and valid files with damage.</summary>
public sealed class SafetensorsMutator(int seed)
{
    private static readonly string[] Tokens =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\ud800", "null", "true", "-1", "1e3", "0.5", "0", "\"dtype\"", "\"shape\"",
        "\"data_offsets\"", "\"__metadata__\"", "\"F32\"", "\"F64\"", "\"F4\"", "\u0000", "\u001b", "é", "//", " ",
    ];

    private static readonly string[] Numbers =
    [
        "0", "1", "2", "7", "8", "-1", "255", "65536", "2147483647", "2147483648", "4294967296", "1152921504606846976",
        "4611686018427387904", "9223372036854775807", "9223372036854775808", "18446744073709551616", "1e308", "00",
    ];

    private readonly Random _random = new(seed);

    public byte[] Next()
    {
        var kind = _random.Next(20);
        if (kind == 0)
            return Bytes(_random.Next(64));

        var file = Valid();
        if (kind == 1)
            return file;

        for (var damage = _random.Next(1, 4); damage > 0; damage--)
        {
            file = Damage(file);
        }

        return file;
    }

    private byte[] Valid()
    {
        var types = Enum.GetValues<TensorType>().Where(t => t is not (TensorType.F4 or TensorType.F6E2M3 or TensorType.F6E3M2)).ToArray();
        var tensors = new List<TensorData>();
        for (var i = _random.Next(5); i > 0; i--)
        {
            var shape = Enumerable.Range(0, _random.Next(4)).Select(_ => (long)_random.Next(5)).ToArray();
            var type = types[_random.Next(types.Length)];
            var width = TensorWidth(type);
            var bytes = Bytes((int)shape.Aggregate(1L, (product, dim) => product * dim) * width);
            tensors.Add(new TensorData($"layer{i}.weight", type, shape, bytes));
        }

        return RawFile.Write([.. tensors]);
    }

    private byte[] Damage(byte[] file)
    {
        var at = _random.Next(file.Length + 1);
        return _random.Next(8) switch
        {
            0 => file[..at],
            1 => [.. file, .. Bytes(_random.Next(1, 20))],
            2 => Overwrite(file, at, Bytes(_random.Next(1, 4))),
            3 => Overwrite(file, 0, BitConverter.GetBytes(_random.NextInt64() >> _random.Next(64))),
            4 => [.. file[..at], .. file[_random.Next(at + 1)..]],
            _ => DamageHeader(file),
        };
    }

    /// <summary>Changes the text of the header and makes its length right again, so that the damage lies deeper.</summary>
    private byte[] DamageHeader(byte[] file)
    {
        if (file.Length < 8)
            return file;

        var length = (int)Math.Min(BitConverter.ToUInt64(file), (ulong)file.Length - 8);
        var header = Encoding.UTF8.GetString(file, 8, length);
        var at = _random.Next(header.Length + 1);
        var digit = header.AsSpan(at).IndexOfAnyInRange('0', '9');
        if (_random.Next(2) == 0 && digit >= 0)
        {
            var start = at + digit;
            var end = start;
            while (end < header.Length && char.IsAsciiDigit(header[end]))
            {
                end++;
            }

            header = header[..start] + Numbers[_random.Next(Numbers.Length)] + header[end..];
        }
        else
        {
            header = header[..at] + Tokens[_random.Next(Tokens.Length)] + header[Math.Min(header.Length, at + _random.Next(10))..];
        }

        var json = Encoding.UTF8.GetBytes(header);
        return RawFile.Of((ulong)json.Length, json, file[(8 + length)..]);
    }

    private static byte[] Overwrite(byte[] file, int at, byte[] bytes)
    {
        var copy = (byte[])file.Clone();
        bytes.AsSpan(0, Math.Min(bytes.Length, copy.Length - at)).CopyTo(copy.AsSpan(at));
        return copy;
    }

    private static int TensorWidth(TensorType type) => type switch
    {
        TensorType.F64 or TensorType.U64 or TensorType.I64 or TensorType.C64 => 8,
        TensorType.F32 or TensorType.U32 or TensorType.I32 => 4,
        TensorType.F16 or TensorType.BF16 or TensorType.U16 or TensorType.I16 => 2,
        _ => 1,
    };

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }
}
