using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using NetSpec.Runtime.Weights;
using Xunit;

namespace NetSpec.Runtime.Tests.Weights;

public class SafetensorsWriterTests
{
    private static readonly string Digits = Path.Combine(AppContext.BaseDirectory, "Weights", "digits.safetensors");

    [Fact]
    public void A_file_that_pytorch_wrote_comes_back_byte_for_byte()
    {
        using var file = SafetensorsFile.Open(Digits);
        var layout = new ParameterLayout(file.Tensors
            .Select(t => new ParameterInfo(t.Name, ParameterRole.Weight, t.Shape.ToArray().Select(d => (int)d).ToArray())).ToArray());
        var store = ParameterStore.Load(layout, Digits);

        using var stream = new MemoryStream();
        store.Save(stream, file.Metadata);
        Assert.Equal(File.ReadAllBytes(Digits), stream.ToArray());
    }

    [Fact]
    public void The_bytes_are_those_of_the_format()
    {
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(
            stream,
            [
                TensorData.FromFloats("half", TensorType.F16, [1, 2], [1f, -2f]),
                new TensorData("count", TensorType.I64, [], new byte[] { 7, 0, 0, 0, 0, 0, 0, 0 }),
                TensorData.FromFloats("größe\n", TensorType.F32, [1], [0.5f]),
            ],
            [new("format", "pt"), new("by", "NetSpec")]);

        const string Header = """{"__metadata__":{"format":"pt","by":"NetSpec"},"count":{"dtype":"I64","shape":[],"data_offsets":[0,8]},"größe\n":{"dtype":"F32","shape":[1],"data_offsets":[8,12]},"half":{"dtype":"F16","shape":[1,2],"data_offsets":[12,16]}}""";
        var padded = Encoding.UTF8.GetBytes(Header);
        padded = [.. padded, .. Enumerable.Repeat((byte)' ', (8 - (padded.Length % 8)) % 8)];
        Assert.Equal(RawFile.Of((ulong)padded.Length, padded, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x3F, 0, 0x3C, 0, 0xC0), stream.ToArray());
    }

    [Theory]
    [InlineData(TensorType.F32)]
    [InlineData(TensorType.F16)]
    [InlineData(TensorType.BF16)]
    [InlineData(TensorType.F64)]
    public void Values_that_fit_the_type_come_back(TensorType type)
    {
        float[] values = [0f, -0f, 1f, -1.5f, 0.125f, 1024f, float.PositiveInfinity, float.NegativeInfinity, float.NaN];
        using var file = RawFile.Open(RawFile.Write(TensorData.FromFloats("a", type, [3, 3], values)));
        var back = new float[9];
        file.Read(file.Tensors[0], back);
        Assert.Equal(values, back);
        Assert.Equal(type, file.Tensors[0].Type);
    }

    [Fact]
    public void A_bfloat_is_rounded_to_nearest_even_and_a_nan_stays_one()
    {
        float[] values = [BitConverter.UInt32BitsToSingle(0x3F808000), BitConverter.UInt32BitsToSingle(0x3F818000), BitConverter.UInt32BitsToSingle(0x7F800001), float.PositiveInfinity];
        using var file = RawFile.Open(RawFile.Write(TensorData.FromFloats("a", TensorType.BF16, [4], values)));
        var bytes = new byte[8];
        file.ReadBytes(file.Tensors[0], bytes);
        Assert.Equal([0x80, 0x3F, 0x82, 0x3F, 0xC0, 0x7F, 0x80, 0x7F], bytes);
    }

    /// <summary>Each type's largest number, with the singles that still round to it, and the first that does not.</summary>
    [Theory]
    [InlineData(TensorType.F16, 0x477FEFFFu, "65520", "F16")]
    [InlineData(TensorType.BF16, 0x7F7F7FFFu, "3.3961775E+38", "BF16")]
    public void A_number_that_would_become_infinity_is_refused(TensorType type, uint last, string refused, string spelling)
    {
        var largest = BitConverter.UInt32BitsToSingle(last);
        float[] values = [largest, -largest, float.NegativeInfinity];
        using var file = RawFile.Open(RawFile.Write(TensorData.FromFloats("a", type, [3], values)));
        var read = new float[3];
        file.Read(file.Tensors[0], read);
        Assert.True(float.IsFinite(read[0]) && read[1] == -read[0] && float.IsNegativeInfinity(read[2]));

        var beyond = BitConverter.UInt32BitsToSingle(last + 1);
        var e = Assert.Throws<ArgumentException>(() => TensorData.FromFloats("a", type, [2], [largest, -beyond]));
        Assert.StartsWith($"'a' has -{refused} at index 1, which would be infinity as {spelling}.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_header_is_a_multiple_of_eight_bytes()
    {
        for (var i = 0; i < 9; i++)
        {
            var bytes = RawFile.Write(TensorData.FromFloats(new string('n', i), TensorType.F32, [1], [1f]));
            Assert.Equal(0, BitConverter.ToInt64(bytes) % 8);
            using var file = RawFile.Open(bytes);
            Assert.Single(file.Tensors);
        }
    }

    [Fact]
    public void What_makes_no_file_is_refused()
    {
        var a = TensorData.FromFloats("a", TensorType.F32, [1], [1f]);
        Assert.StartsWith("'a' stands twice, or is reserved.", Assert.Throws<ArgumentException>(() => RawFile.Write(a, a)).Message, StringComparison.Ordinal);
        var metadata = new KeyValuePair<string, string>[] { new("k", "1"), new("k", "2") };
        Assert.StartsWith("'k' stands twice.", Assert.Throws<ArgumentException>(() => SafetensorsWriter.Write(new MemoryStream(), [a], metadata)).Message, StringComparison.Ordinal);
        Assert.Equal("'b' has 4 bytes; 2x3 of F32 takes 192 bits.", Assert.Throws<ArgumentException>(() => TensorData.FromFloats("b", TensorType.F32, [2, 3], [1f])).Message);
        Assert.StartsWith("Floats are not written as I64; use F32, F16, BF16 and F64.", Assert.Throws<ArgumentException>(() => TensorData.FromFloats("b", TensorType.I64, [1], [1f])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new TensorData("b", TensorType.U8, [long.MaxValue, long.MaxValue, 4], new byte[4]));
    }
}
