using System;
using System.Buffers.Binary;
using System.IO;
using System.Linq;
using NetSpec.Formats.Archives;
using NetSpec.Formats.Content;
using NetSpec.Formats.Numpy;

namespace NetSpec.Formats;

/// <summary>Tells files of models apart.</summary>
public static class ModelFile
{
    private const int Looked = 16;

    /// <summary>The format of a file, by its first bytes; of a zip archive, by what lies in it.</summary>
    /// <exception cref="ModelFormatException">It is a folder, or a damaged zip archive.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ModelFileKind KindOf(string path)
    {
        using var handle = FileContent.Open(path);
        Span<byte> bytes = stackalloc byte[Looked];
        var length = RandomAccess.GetLength(handle);
        var start = bytes[..(int)Math.Min(length, Looked)];
        new FileContent(handle, path, 0, length).Read(0, start);
        if (start.StartsWith(NpyHeader.Magic))
            return ModelFileKind.Npy;
        if (start.StartsWith("PK\x03\x04"u8) || start.StartsWith("PK\x05\x06"u8))
            return KindOfZip(path);

        // The length of a header may begin like a pickle; a pickle, read as a length, is longer than any file.
        if (start.Length > 8 && start[8] == (byte)'{' && BinaryPrimitives.ReadUInt64LittleEndian(start) <= (ulong)(length - 8))
            return ModelFileKind.Safetensors;
        if (start.Length > 1 && start[0] == 0x80 && start[1] is >= 2 and <= 5)
            return ModelFileKind.TorchLegacy;
        if (start.Length > 0 && start[0] == (byte)'{' && path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            return ModelFileKind.SafetensorsIndex;
        return IsOnnx(start) ? ModelFileKind.Onnx : ModelFileKind.Unknown;
    }

    /// <summary>A protobuf message that begins as one of ONNX does: with the format's version, a small number, and another field of a model.</summary>
    private static bool IsOnnx(ReadOnlySpan<byte> start) =>
        start.Length > 2 && start[0] == 0x08 && start[1] is > 0 and < 32 && start[2] is 0x12 or 0x1A or 0x22 or 0x28 or 0x32 or 0x3A or 0x42;

    private static ModelFileKind KindOfZip(string path)
    {
        using var archive = ZipContents.Open(path);
        return archive.Entries.Any(entry => entry.FullName.EndsWith("data.pkl", StringComparison.Ordinal)) ? ModelFileKind.Torch
            : archive.Entries.Any(entry => entry.FullName.EndsWith(".npy", StringComparison.Ordinal)) ? ModelFileKind.Npz
            : ModelFileKind.Unknown;
    }
}
