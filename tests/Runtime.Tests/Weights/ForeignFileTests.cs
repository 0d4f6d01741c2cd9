using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using NetSpec.Runtime.Weights;
using Xunit;

namespace NetSpec.Runtime.Tests.Weights;

/// <summary>Files of other kinds, and what the reader says they are.</summary>
public sealed class ForeignFileTests
{
    public static TheoryData<string, byte[], string> Files() => new()
    {
        { "lfs", Text("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n"), "it is a Git LFS pointer, which stands for the file: fetch the file itself with 'git lfs pull'." },
        { "index", Text("{\n  \"metadata\": {\"total_size\": 9},\n  \"weight_map\": {}\n}"), "it is the index of a model in several files: ParameterStore.Load takes it by its path, which ends with .json." },
        { "json", Text("{\"hidden_size\": 768}"), "it is a JSON file." },
        { "pth", Zip("archive/data.pkl"), "it is a PyTorch checkpoint (.pt, .pth), a zip archive with a pickle: load it in Python and write it with safetensors.torch.save_file." },
        { "npz", Zip("arr_0.npy"), "it is a NumPy archive (.npz): write its arrays with safetensors.numpy.save_file." },
        { "zip", Zip("readme.txt"), "it is a zip archive; if it is a PyTorch checkpoint (.pt, .pth), load it in Python and write it with safetensors.torch.save_file." },
        { "old pth", Hex("80 02 8A 0A 6C FC 9C 46 F9 20 6A A8 50 19 2E 80 02 4D E9 03 2E"), "it is a PyTorch checkpoint in the old format, a pickle: load it in Python and write it with safetensors.torch.save_file." },
        { "pickle", Hex("80 04 95 10 00 00 00 00 00 00 00 7D 94 2E"), "it is a Python pickle, perhaps a PyTorch checkpoint: load it in Python and write it with safetensors.torch.save_file." },
        { "gzip", GZip(), "it is compressed with gzip: unpack it first." },
        { "hdf5", Hex("89 48 44 46 0D 0A 1A 0A 00 00 00 00 00 08 08 00"), "it is an HDF5 file, as Keras writes them: load it in Python and write its arrays with safetensors.numpy.save_file." },
        { "onnx", [.. Hex("08 07 12 07"), .. Text("pytorch"), .. Hex("1A 05 32 2E 34 2E 30")], "it is an ONNX model: load its initialisers in Python and write them with safetensors.numpy.save_file." },
        { "npy", [.. Hex("93"), .. Text("NUMPY"), .. Hex("01 00 76 00"), .. Text("{'descr': '<f4'")], "it is a NumPy array (.npy): write it with safetensors.numpy.save_file." },
        { "gguf", [.. Text("GGUF"), .. Hex("03 00 00 00 02 00 00 00")], "it is a GGUF file of llama.cpp: take the model in the safetensors format." },
        { "zstd", Hex("28 B5 2F FD 04 58 41 00 00"), "it is compressed with zstd: unpack it first." },
        { "xz", Hex("FD 37 7A 58 5A 00 00 04 E6"), "it is compressed with xz: unpack it first." },
        { "bzip2", Text("BZh91AY&SY"), "it is compressed with bzip2: unpack it first." },
        { "7z", Hex("37 7A BC AF 27 1C 00 04 00"), "it is a 7z archive: unpack it first." },
        { "tar", Tar(), "it is a tar archive: unpack it first." },
        { "tflite", [.. Hex("1C 00 00 00"), .. Text("TFL3"), .. Hex("14 00 20 00")], "it is a TensorFlow Lite model: its weights must be exported to safetensors." },
        { "png", [.. Hex("89 50 4E 47 0D 0A 1A 0A 00 00 00 0D"), .. Text("IHDR")], "it is a picture (PNG)." },
        { "jpeg", Hex("FF D8 FF E0 00 10 4A 46 49 46"), "it is a picture (JPEG)." },
        { "gif", [.. Text("GIF89a"), .. Hex("01 00 01 00")], "it is a picture (GIF)." },
        { "pdf", [.. Text("%PDF-1.7\n%"), .. Hex("E2 E3 CF D3")], "it is a PDF document." },
        { "sqlite", [.. Text("SQLite format 3"), .. Hex("00 10 00")], "it is a SQLite database." },
        { "elf", [.. Hex("7F"), .. Text("ELF"), .. Hex("02 01 01 00 00 00 00 00")], "it is a program or library for Linux (ELF)." },
        { "mach-o", Hex("CF FA ED FE 07 00 00 01 03 00 00 00"), "it is a program or library for macOS (Mach-O)." },
        { "pe", Hex("4D 5A 90 00 03 00 00 00 04 00 00 00"), "it is a program or library for Windows." },
        { "utf-16", [.. Hex("FF FE"), .. Encoding.Unicode.GetBytes("größe")], "it is a text file in UTF-16." },
        { "utf-16 be", [.. Hex("FE FF"), .. Encoding.BigEndianUnicode.GetBytes("net N {")], "it is a text file in UTF-16." },
        { "utf-16 without a mark", Encoding.Unicode.GetBytes("{\"a\": 1}"), "it is a text file in UTF-16." },
        { "html", Text("\n<!DOCTYPE html>\n<html><head><title>Sign in</title>"), "it is an HTML page, perhaps one that came in place of a download." },
        { "xml", Text("<?xml version=\"1.0\"?>\n<Error><Code>AccessDenied</Code></Error>"), "it is an XML file." },
        { "text", Text("Entry not found: größe\nsecond line"), "it is a text file that begins 'Entry not found: größe'." },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void What_is_no_safetensors_file_says_what_it_is(string kind, byte[] bytes, string problem)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, bytes);
            Assert.Equal($"{path}: {problem}", Assert.Throws<SafetensorsException>(() => SafetensorsFile.Open(path)).Message);
            Assert.Equal($"{kind}: {problem}", Assert.Throws<SafetensorsException>(() => SafetensorsFile.Open(new MemoryStream(bytes), kind)).Message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Of a pipe, only the bytes that were asked for are there; that is enough for most.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void A_pipe_is_not_waited_for(string kind, byte[] bytes, string problem)
    {
        var e = Assert.Throws<SafetensorsException>(() => SafetensorsFile.Open(new ForwardStream(bytes), kind));
        Assert.StartsWith(kind + ": it", e.Message, StringComparison.Ordinal);
        if (kind is "pickle" or "hdf5" or "npy" or "gguf" or "zstd" or "xz" or "bzip2" or "7z" or "onnx" or "tflite")
            Assert.Equal($"{kind}: {problem}", e.Message);
    }

    [Fact]
    public void A_folder_is_no_file() =>
        Assert.Equal($"{Path.GetTempPath()}: it is a folder, not a file.", Assert.Throws<SafetensorsException>(() => SafetensorsFile.Open(Path.GetTempPath())).Message);

    /// <summary>A message of one line that no terminal obeys, whatever the first bytes.</summary>
    [Fact]
    public void Any_bytes_give_a_plain_line()
    {
        var random = new Random(1);
        foreach (var (_, bytes, _) in Files().Select(row => ((string)row[0], (byte[])row[1], row[2])))
        {
            for (var i = 0; i < 200; i++)
            {
                var mutated = bytes[..random.Next(1, bytes.Length + 1)];
                mutated[random.Next(mutated.Length)] = (byte)random.Next(256);
                var e = Assert.ThrowsAny<SafetensorsException>(() => SafetensorsFile.Open(new MemoryStream(mutated)));
                Assert.DoesNotContain(e.Message, c => char.IsControl(c));
                Assert.InRange(e.Message.Length, 1, 300);
            }
        }
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Hex(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    private static byte[] Zip(string entry)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var content = archive.CreateEntry(entry).Open();
            content.Write(new byte[100]);
        }

        return stream.ToArray();
    }

    private static byte[] GZip()
    {
        using var stream = new MemoryStream();
        using (var zip = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true))
        {
            zip.Write(new byte[10_000]);
        }

        return stream.ToArray();
    }

    private static byte[] Tar()
    {
        var header = new byte[1024];
        Text("weights/model.safetensors").CopyTo(header, 0);
        Text("ustar").CopyTo(header, 257);
        return header;
    }
}
