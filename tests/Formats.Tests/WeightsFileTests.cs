using System;
using System.IO;
using System.Linq;
using NetSpec.Formats.Tensors;
using NetSpec.Runtime.Weights;
using Xunit;

namespace NetSpec.Formats.Tests;

/// <summary>Files of weights of any format, and from one to another.</summary>
public sealed class WeightsFileTests
{
    [Theory]
    [InlineData("small.pth", ModelFileKind.Torch)]
    [InlineData("legacy.pth", ModelFileKind.TorchLegacy)]
    [InlineData("plain.npz", ModelFileKind.Npz)]
    [InlineData("f4.npy", ModelFileKind.Npy)]
    [InlineData("make.py", ModelFileKind.Unknown)]
    public void Formats_are_told_apart_by_content(string file, ModelFileKind kind)
    {
        using var folder = new TemporaryFolder();
        File.Copy(Fixture.PathOf(file), folder.PathOf("nameless"));

        Assert.Equal(kind, ModelFile.KindOf(folder.PathOf("nameless")));
    }

    [Theory]
    [InlineData("safetensors")]
    [InlineData("npz")]
    public void A_checkpoint_is_converted_bit_for_bit(string extension)
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("copy." + extension);
        using var table = WeightsFile.Open(Fixture.PathOf("types.pth"));
        var tensors = table.Where(tensor => tensor.Type != TensorType.BF16 || extension != "npz").ToList();
        WeightsFile.Write(path, tensors);
        using var copy = WeightsFile.Open(path);

        Assert.Equal(tensors.Select(Whole), copy.Select(Whole));
    }

    [Fact]
    public void The_runtime_reads_the_safetensors_file_that_was_written()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("copy.safetensors");
        using (var table = WeightsFile.Open(Fixture.PathOf("small.pth")))
            WeightsFile.Write(path, table);
        using var file = SafetensorsFile.Open(path);

        Assert.Equal(9, file.Tensors.Count);
        Assert.Equal(ModelFileKind.Safetensors, ModelFile.KindOf(path));
    }

    /// <summary>A header of 0x280 bytes begins like a pickle of protocol 2: 80 02.</summary>
    [Theory]
    [InlineData(0x280)]
    [InlineData(0x380)]
    [InlineData(0x480)]
    [InlineData(0x580)]
    public void A_header_whose_length_begins_like_a_pickle_is_one_of_safetensors(int length)
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("padded.safetensors");
        var header = """{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""".PadRight(length);
        File.WriteAllBytes(path, [.. BitConverter.GetBytes((long)length), .. System.Text.Encoding.ASCII.GetBytes(header), .. BitConverter.GetBytes(3f)]);

        Assert.Equal(ModelFileKind.Safetensors, ModelFile.KindOf(path));
        using var table = WeightsFile.Open(path);
        Assert.Equal([3f], table[0].ToFloats());
    }

    [Fact]
    public void Shards_are_one_table()
    {
        using var folder = new TemporaryFolder();
        WeightsFile.Write(folder.PathOf("a.safetensors"), [TensorEntry.FromFloats("x", [1], new[] { 1f }), TensorEntry.FromFloats("stray", [1], new[] { 1f })]);
        WeightsFile.Write(folder.PathOf("b.safetensors"), [TensorEntry.FromFloats("y", [1], new[] { 2f })]);
        File.WriteAllText(folder.PathOf("model.safetensors.index.json"), """{"weight_map": {"x": "a.safetensors", "y": "b.safetensors"}}""");
        using var table = WeightsFile.Open(folder.PathOf("model.safetensors.index.json"));

        Assert.Equal(["x", "y"], table.Select(tensor => tensor.Name));
        Assert.Equal([2f], table[1].ToFloats());
    }

    [Fact]
    public void An_index_names_files_beside_it_only()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.PathOf("i.json"), """{"weight_map": {"x": "../a.safetensors"}}""");

        Assert.Contains("no file beside it", Assert.Throws<ModelFormatException>(() => WeightsFile.Open(folder.PathOf("i.json"))).Message, StringComparison.Ordinal);
    }

    private static string Whole(TensorEntry tensor)
    {
        var bytes = new byte[tensor.ByteLength];
        tensor.ReadBytes(0, bytes);
        return $"{tensor} {Convert.ToHexString(bytes)}";
    }
}
