using System;
using System.IO;
using System.Linq;
using NetSpec.Runtime.Weights;
using Xunit;

namespace NetSpec.Runtime.Tests.Weights;

public class SafetensorsFileTests
{
    private static readonly string Digits = Path.Combine(AppContext.BaseDirectory, "Weights", "digits.safetensors");

    [Fact]
    public void The_digits_file_is_what_its_readme_says()
    {
        using var file = SafetensorsFile.Open(Digits);
        Assert.Equal(32, file.Tensors.Count);
        Assert.Equal("pt", file.Metadata["format"]);
        Assert.Equal("conv1.weight F32 [16x1x3x3]", file.Tensors[0].ToString());
        Assert.Equal("fc.bias F32 [10]", file.Tensors[^1].ToString());
        Assert.Equal(19_706, file.Tensors.Where(t => !t.Name.Contains("running", StringComparison.Ordinal)).Sum(t => t.Elements));
    }

    [Fact]
    public void Path_stream_and_pipe_give_the_same_values()
    {
        var bytes = File.ReadAllBytes(Digits);
        using var path = SafetensorsFile.Open(Digits);
        using var seekable = RawFile.Open(bytes);
        using var pipe = SafetensorsFile.Open(new ForwardStream(bytes), "pipe");
        for (var i = 0; i < path.Tensors.Count; i++)
        {
            var expected = Values(path, i);
            Assert.Equal(expected, Values(seekable, i));
            Assert.Equal(expected, Values(pipe, i));
        }

        Assert.Equal(Values(path, 3), Values(seekable, 3));
    }

    [Fact]
    public void A_stream_is_read_from_where_it_stands_and_stays_open()
    {
        var bytes = RawFile.Write(TensorData.FromFloats("a", TensorType.F32, [1], [5f]));
        using var stream = new MemoryStream([9, 9, 9, .. bytes]);
        stream.Position = 3;
        using (var file = SafetensorsFile.Open(stream))
        {
            Assert.Equal([5f], Values(file, 0));
        }

        Assert.True(stream.CanRead);
    }

    [Fact]
    public void A_pipe_skips_forwards_but_does_not_go_back()
    {
        var bytes = RawFile.Write(
            TensorData.FromFloats("a", TensorType.F32, [100_000], new float[100_000]),
            TensorData.FromFloats("b", TensorType.F32, [1], [5f]));
        using var pipe = SafetensorsFile.Open(new ForwardStream(bytes), "pipe");
        Assert.Equal([5f], Values(pipe, 1));
        var e = Assert.Throws<InvalidOperationException>(() => Values(pipe, 0));
        Assert.Equal($"pipe cannot seek, and byte {bytes.Length - 400_004} has gone by: read its tensors in the order of their data, each once.", e.Message);
    }

    [Fact]
    public void A_pipe_that_ends_early_is_an_error()
    {
        var bytes = RawFile.Write(TensorData.FromFloats("a", TensorType.F32, [100], new float[100]));
        using var pipe = SafetensorsFile.Open(new ForwardStream(bytes[..^1]), "pipe");
        var e = Assert.Throws<SafetensorsException>(() => Values(pipe, 0));
        Assert.Equal($"pipe: it ends after {bytes.Length - 1} bytes, before its header says.", e.Message);
    }

    [Fact]
    public void A_file_that_shrinks_while_it_is_open_is_an_error()
    {
        var path = Path.GetTempFileName();
        try
        {
            SafetensorsWriter.Write(path, [TensorData.FromFloats("a", TensorType.F32, [100], new float[100])]);
            var length = new FileInfo(path).Length;
            using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            using var file = SafetensorsFile.Open(stream);
            stream.SetLength(length - 8);
            var e = Assert.Throws<SafetensorsException>(() => Values(file, 0));
            Assert.Equal($"{path}: it ends after {length - 8} bytes, before its header says.", e.Message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_bad_file_is_closed_again()
    {
        var path = Path.GetTempFileName();
        File.WriteAllBytes(path, [1, 2, 3]);
        var e = Assert.Throws<SafetensorsException>(() => SafetensorsFile.Open(path));
        Assert.Equal(path + ": it has 3 bytes; a safetensors file begins with 8 bytes of header length.", e.Message);
        using (File.Open(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
        }

        File.Delete(path);
    }

    private static float[] Values(SafetensorsFile file, int index)
    {
        var values = new float[file.Tensors[index].Elements];
        file.Read(file.Tensors[index], values);
        return values;
    }
}
