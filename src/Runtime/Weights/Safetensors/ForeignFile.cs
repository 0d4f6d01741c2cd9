using System;
using System.Text;
using System.Text.Unicode;
using NetSpec.Runtime.Weights.Names;

namespace NetSpec.Runtime.Weights.Safetensors;

/// <summary>What a file is that is no safetensors file, by its first bytes, and what to do instead.</summary>
internal static class ForeignFile
{
    /// <summary>So many bytes are looked at.</summary>
    public const int Looked = 512;

    private const int TarMark = 257;

    private const int ShownText = 40;

    private const string FromPyTorch = "load it in Python and write it with safetensors.torch.save_file";

    /// <summary>Those that are known by how they begin. Longer beginnings come first.</summary>
    private static readonly (byte[] Start, string What)[] Beginnings =
    [
        ("version https://git-lfs"u8.ToArray(), "a Git LFS pointer, which stands for the file: fetch the file itself with 'git lfs pull'"),
        ([0x80, 0x02, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9], $"a PyTorch checkpoint in the old format, a pickle: {FromPyTorch}"),
        ([0x89, (byte)'H', (byte)'D', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A],
            "an HDF5 file, as Keras writes them: load it in Python and write its arrays with safetensors.numpy.save_file"),
        ([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'], "a NumPy array (.npy): write it with safetensors.numpy.save_file"),
        ([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0x00], "compressed with xz: unpack it first"),
        ([(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C], "a 7z archive: unpack it first"),
        ([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A], "a picture (PNG)"),
        ([0xFF, 0xD8, 0xFF], "a picture (JPEG)"),
        ("GIF8"u8.ToArray(), "a picture (GIF)"),
        ("%PDF-"u8.ToArray(), "a PDF document"),
        ("SQLite format 3\0"u8.ToArray(), "a SQLite database"),
        ([0x7F, (byte)'E', (byte)'L', (byte)'F'], "a program or library for Linux (ELF)"),
        ([0xCF, 0xFA, 0xED, 0xFE], "a program or library for macOS (Mach-O)"),
        ("GGUF"u8.ToArray(), "a GGUF file of llama.cpp: take the model in the safetensors format"),
        ([0x28, 0xB5, 0x2F, 0xFD], "compressed with zstd: unpack it first"),
        ("BZh"u8.ToArray(), "compressed with bzip2: unpack it first"),
        ([0x1F, 0x8B], "compressed with gzip: unpack it first"),
    ];

    /// <summary>A name for the file and a way out, after "it is"; null for one that is not known.</summary>
    /// <param name="start">The first bytes of the file, <see cref="Looked"/> of them if it has as many.</param>
    public static string? Describe(ReadOnlySpan<byte> start)
    {
        foreach (var (beginning, what) in Beginnings)
        {
            if (start.StartsWith(beginning))
                return what;
        }

        if (start.StartsWith("PK\x03\x04"u8) || start.StartsWith("PK\x05\x06"u8))
            return Zip(start);
        if (start.Length > 1 && start[0] == 0x80 && start[1] is >= 2 and <= 5)
            return $"a Python pickle, perhaps a PyTorch checkpoint: {FromPyTorch}";
        if (start.Length > TarMark + 5 && start[TarMark..].StartsWith("ustar"u8))
            return "a tar archive: unpack it first";
        if (start.Length > 7 && start[4..].StartsWith("TFL3"u8))
            return "a TensorFlow Lite model: its weights must be exported to safetensors";
        if (start.StartsWith("MZ"u8))
            return "a program or library for Windows";
        if (IsUtf16(start))
            return "a text file in UTF-16";
        return IsOnnx(start) ? "an ONNX model: load its initialisers in Python and write them with safetensors.numpy.save_file" : Text(start);
    }

    private static string Zip(ReadOnlySpan<byte> start)
    {
        if (start.IndexOf("data.pkl"u8) >= 0)
            return $"a PyTorch checkpoint (.pt, .pth), a zip archive with a pickle: {FromPyTorch}";
        return start.IndexOf(".npy"u8) >= 0
            ? "a NumPy archive (.npz): write its arrays with safetensors.numpy.save_file"
            : $"a zip archive; if it is a PyTorch checkpoint (.pt, .pth), {FromPyTorch}";
    }

    /// <summary>A protobuf message whose first field is the version of the format, a small number, before a field of bytes.</summary>
    private static bool IsOnnx(ReadOnlySpan<byte> start) =>
        start.Length > 2 && start[0] == 0x08 && start[1] is > 0 and < 32 && start[2] is 0x12 or 0x1A or 0x22 or 0x32 or 0x3A or 0x42;

    /// <summary>A mark of the order of bytes, or ASCII of which every second byte is zero.</summary>
    private static bool IsUtf16(ReadOnlySpan<byte> start)
    {
        if (start is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            return true;
        if (start.Length < sizeof(ulong))
            return false;

        var zeros = start[0] == 0 ? 0 : 1;
        for (var i = 0; i < start.Length - 1; i++)
        {
            var isOfAscii = start[i] is >= 0x20 and < 0x7F or (byte)'\t' or (byte)'\r' or (byte)'\n';
            if (i % 2 == zeros ? start[i] != 0 : !isOfAscii)
                return false;
        }

        return true;
    }

    private static string? Text(ReadOnlySpan<byte> start)
    {
        if (!IsText(start))
            return null;

        var text = Encoding.UTF8.GetString(start).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase))
            return "an HTML page, perhaps one that came in place of a download";
        if (text.StartsWith('<'))
            return "an XML file";
        if (text.StartsWith('{') || text.StartsWith('['))
        {
            return text.Contains("\"weight_map\"", StringComparison.Ordinal) || text.Contains("\"total_size\"", StringComparison.Ordinal)
                ? $"the index of a model in several files: {nameof(ParameterStore)}.{nameof(ParameterStore.Load)} takes it by its path, which ends with .json"
                : "a JSON file";
        }

        var line = text.Split('\n', 2)[0].TrimEnd();
        return $"a text file that begins {Quoted.Name(line.Length > ShownText ? line[..ShownText] + "…" : line)}";
    }

    /// <summary>Whether the bytes are UTF-8 without control characters but those of lines; a character may be cut at the end.</summary>
    private static bool IsText(ReadOnlySpan<byte> start)
    {
        // Fewer bytes than a file needs for its first number may be anything.
        if (start.Length < sizeof(ulong) || start.IndexOfAnyInRange((byte)0x00, (byte)0x08) >= 0 || start.IndexOfAnyInRange((byte)0x0E, (byte)0x1F) >= 0)
            return false;

        for (var cut = 0; cut < 4; cut++)
        {
            if (Utf8.IsValid(start[..^cut]))
                return true;
        }

        return false;
    }
}
