using System.IO;
using System.Linq;
using NetSpec.Formats.Numpy;
using NetSpec.Runtime.Weights;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Tool.Tests;

/// <summary><c>netspec convert</c>.</summary>
public sealed class ConvertTests(Scratch scratch) : IClassFixture<Scratch>
{
    [Fact]
    public void There_and_back_is_the_same_tensors_bit_for_bit()
    {
        var (npz, back) = (scratch.Fresh("digits.npz"), scratch.Fresh("digits.safetensors"));

        var run = ToolRun.Of("convert", DigitSamples.Weights, npz, "--json").Succeeded().Json;
        ToolRun.Of("convert", npz, back).Succeeded();

        DocumentedShape.Check("convert", run);
        using var before = SafetensorsFile.Open(Repository.PathOf(DigitSamples.Weights));
        using var after = SafetensorsFile.Open(back);
        Assert.Equal(before.Tensors.Select(tensor => tensor.ToString()).Order(), after.Tensors.Select(tensor => tensor.ToString()).Order());
        Assert.All(before.Tensors, tensor =>
        {
            Assert.True(after.TryGet(tensor.Name, out var other));
            var (bytes, others) = (new byte[tensor.ByteLength], new byte[other!.ByteLength]);
            before.ReadBytes(tensor, bytes);
            after.ReadBytes(other, others);
            Assert.Equal(bytes, others);
        });
        Assert.Equal(before.Tensors.Count, run.GetProperty("tensors").GetArrayLength());
    }

    [Fact]
    public void Prefixes_are_taken_off()
    {
        var path = scratch.Fresh("fc.npz");

        ToolRun.Of("convert", DigitSamples.Weights, path, "--strip", "layer").Succeeded();

        using var table = NpzArchive.Open(path);
        Assert.True(table.TryGet("1.0.conv2.weight", out _));
        Assert.False(table.TryGet("layer1.0.conv2.weight", out _));
        Assert.True(table.TryGet("fc.weight", out _));
    }

    [Fact]
    public void Bad_files_and_arguments_are_one_line_and_write_nothing()
    {
        ToolRun.Of("convert", DigitSamples.Weights, scratch.Fresh("x.onnx")).FailedWith(2, "of no kind that is written");
        ToolRun.Of("convert", DigitSamples.Weights, scratch.Fresh("x.npy")).FailedWith(3, "an npy file holds one");
        ToolRun.Of("convert", DigitSamples.Weights, scratch.Write("x.npz", "mine")).FailedWith(3, "exists; --force writes over it");
        var path = scratch.Fresh("y.npz");
        ToolRun.Of("convert", scratch.Write("x.pth", "no checkpoint at all"), path).FailedWith(3, "x.pth");
        Assert.False(File.Exists(path));
    }
}
