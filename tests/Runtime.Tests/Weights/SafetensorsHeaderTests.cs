using System;
using System.Linq;
using NetSpec.Runtime.Weights;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Runtime.Tests.Weights;

/// <summary>Every rule on the head of a file, each with the whole message of its violation.</summary>
public class SafetensorsHeaderTests
{
    private const string A = "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}";

    [Theory]
    [InlineData("", "it is empty.")]
    [InlineData("02 00 00 00 00 00 00", "it has 7 bytes; a safetensors file begins with 8 bytes of header length.")]
    [InlineData("03 00 00 00 00 00 00 00 7B 7D", "its header length is 3, but 2 bytes follow.")]
    [InlineData("FF FF FF FF FF FF FF FF 7B 7D", "its header length is 18446744073709551615, but 2 bytes follow.")]
    [InlineData("00 00 00 00 00 00 00 00", "the header does not begin with '{'.")]
    [InlineData("03 00 00 00 00 00 00 00 20 7B 7D", "the header does not begin with '{'.")]
    [InlineData("05 00 00 00 00 00 00 00 7B 22 FF 22 7D", "the header is not valid UTF-8.")]
    public void The_prefix_is_checked(string hex, string problem)
    {
        var bytes = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        var e = Assert.Throws<SafetensorsException>(() => RawFile.Open(bytes));
        Assert.Equal("net.safetensors: " + problem, e.Message);
        Assert.Equal("net.safetensors", e.File);
        Assert.Null(e.Tensor);
    }

    [Theory]
    [InlineData("{", "the header is not valid JSON at byte 1.")]
    [InlineData("{}x", "the header is not valid JSON at byte 2.")]
    [InlineData("{}{}", "the header is not valid JSON at byte 2.")]
    [InlineData("{/**/}", "the header is not valid JSON at byte 1.")]
    [InlineData("{\"__metadata__\":[]}", "__metadata__ is an array; it must be an object.")]
    [InlineData("{\"__metadata__\":{\"a\":1}}", "__metadata__ 'a' is a number; it must be a string.")]
    [InlineData("{\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"}}", "__metadata__ has 'a' twice.")]
    [InlineData("{\"__metadata__\":{},\"__metadata__\":{}}", "__metadata__ stands twice in the header.")]
    [InlineData("{\"\\ud800\":{}}", "a string before byte 10 of the header escapes half a surrogate pair.")]
    [InlineData("{\"__metadata__\":{\"a\":\"\\udc00\"}}", "a string before byte 29 of the header escapes half a surrogate pair.")]
    [InlineData("{}", "the tensors end at 0; the file has 8 bytes of data.")]
    [InlineData("{\"a\":{\"dtype\":\"U8\",\"shape\":[7],\"data_offsets\":[0,7]}}", "the tensors end at 7; the file has 8 bytes of data.")]
    public void The_header_is_checked(string header, string problem)
    {
        var e = Assert.Throws<SafetensorsException>(() => RawFile.Open(RawFile.Of(header, new byte[8])));
        Assert.Equal("net.safetensors: " + problem, e.Message);
        Assert.Null(e.Tensor);
    }

    [Theory]
    [InlineData("{\"a\":7}", "its entry is a number; it must be an object.")]
    [InlineData("{\"a\":[[[[]]]]}", "its entry is an array; it must be an object.")]
    [InlineData("{\"a\":{}}", "dtype is missing.")]
    [InlineData("{\"a\":{\"dtype\":\"F32\"}}", "shape is missing.")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}", "data_offsets is missing.")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\"}}", "dtype stands twice.")]
    [InlineData("{\"a\":{\"shape\":[],\"shape\":[]}}", "shape stands twice.")]
    [InlineData("{\"a\":{\"data_offsets\":[0,1],\"data_offsets\":[0,1]}}", "data_offsets stands twice.")]
    [InlineData("{\"a\":{\"stride\":[1]}}", "unknown key 'stride'; an entry has dtype, shape and data_offsets.")]
    [InlineData("{\"a\":{\"dtype\":null}}", "dtype is null; it must be a string.")]
    [InlineData("{\"a\":{\"dtype\":\"f32\"}}", "unknown dtype 'f32'.")]
    [InlineData("{\"a\":{\"shape\":{}}}", "shape is an object; it must be an array.")]
    [InlineData("{\"a\":{\"shape\":[[2]]}}", "shape has an array in it; it must have whole numbers.")]
    [InlineData("{\"a\":{\"shape\":[true]}}", "shape has a boolean in it; it must have whole numbers.")]
    [InlineData("{\"a\":{\"shape\":[\"2\"]}}", "shape has a string in it; it must have whole numbers.")]
    [InlineData("{\"a\":{\"shape\":[-1]}}", "shape has -1 in it; it must have whole numbers from 0 to 9223372036854775807.")]
    [InlineData("{\"a\":{\"shape\":[2.0]}}", "shape has 2.0 in it; it must have whole numbers from 0 to 9223372036854775807.")]
    [InlineData("{\"a\":{\"shape\":[9223372036854775808]}}", "shape has 9223372036854775808 in it; it must have whole numbers from 0 to 9223372036854775807.")]
    [InlineData("{\"a\":{\"data_offsets\":[0,1,2]}}", "data_offsets has more than 2 numbers.")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0]}}", "data_offsets has 1 numbers; it must be [begin, end].")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}", "data_offsets [8, 0] end before they begin.")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,7]}}", "data_offsets [0, 7] span 7 bytes; 2 of F32 needs 8.")]
    [InlineData("{\"a\":{\"dtype\":\"F64\",\"shape\":[],\"data_offsets\":[0,4]}}", "data_offsets [0, 4] span 4 bytes; scalar of F64 needs 8.")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,8]}}", "data_offsets [0, 8] span 8 bytes; 0 of F32 needs 0.")]
    [InlineData("{\"a\":{\"dtype\":\"F4\",\"shape\":[3],\"data_offsets\":[0,2]}}", "its shape 3 of F4 is not a whole number of bytes.")]
    [InlineData("{\"a\":{\"dtype\":\"U8\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,8]}}", "its shape 4294967296x4294967296 has too many elements.")]
    [InlineData("{\"a\":{\"dtype\":\"U8\",\"shape\":[9223372036854775807,9223372036854775807,0],\"data_offsets\":[0,8]}}", "its shape 9223372036854775807x9223372036854775807x0 has too many elements.")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}", "it begins at 4; the bytes from 0 on belong to no tensor.")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]}}", "it ends at 12; the file has 8 bytes of data.")]
    [InlineData("{\"b\":{\"dtype\":\"U8\",\"shape\":[5],\"data_offsets\":[0,5]},\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[4,8]}}", "it begins at 4 and overlaps 'b', which ends at 5.")]
    [InlineData("{\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[4,4]}}", "it begins at 4 and overlaps 'b', which ends at 8.")]
    [InlineData("{" + A + "," + A + "}", "its name stands twice in the header.")]
    [InlineData("{" + A + ",\"\\u0061\":{}}", "its name stands twice in the header.")]
    public void Each_entry_is_checked(string header, string problem)
    {
        var e = Assert.Throws<SafetensorsException>(() => RawFile.Open(RawFile.Of(header, new byte[8])));
        Assert.Equal("net.safetensors: tensor 'a': " + problem, e.Message);
        Assert.Equal("a", e.Tensor);
    }

    [Fact]
    public void A_rank_beyond_64_is_refused()
    {
        var shape = "[" + string.Join(",", new int[65]) + "]";
        var e = Assert.Throws<SafetensorsException>(() => RawFile.Open(RawFile.Of("{\"a\":{\"shape\":" + shape + "}}")));
        Assert.Equal("net.safetensors: tensor 'a': shape has more than 64 numbers.", e.Message);
    }

    [Fact]
    public void A_header_beyond_the_cap_is_refused_before_it_is_read()
    {
        using var stream = new ForwardStream(RawFile.Of(100_000_001, "{}"u8.ToArray()));
        var e = Assert.Throws<SafetensorsException>(() => SafetensorsFile.Open(stream, "pipe"));
        Assert.Equal("pipe: its header length is 100000001; at most 100000000 bytes are accepted.", e.Message);
    }

    [Fact]
    public void A_pipe_that_promises_a_long_header_costs_no_memory()
    {
        var bytes = RawFile.Of(100_000_000, "{}"u8.ToArray());

        Assert.InRange(Allocations.Of(Open), 0, 2_000_000);

        void Open()
        {
            using var stream = new ForwardStream(bytes);
            var e = Assert.Throws<SafetensorsException>(() => SafetensorsFile.Open(stream, "pipe"));
            Assert.Equal("pipe: it ends after 10 bytes, before its header says.", e.Message);
        }
    }

    [Fact]
    public void A_name_cannot_write_to_the_terminal_or_flood_it()
    {
        var header = "{\"\\u001b[31m" + new string('x', 500) + "\":7}";
        var e = Assert.Throws<SafetensorsException>(() => RawFile.Open(RawFile.Of(header)));
        Assert.StartsWith("net.safetensors: tensor '\\u001B[31mxxx", e.Message, StringComparison.Ordinal);
        Assert.EndsWith("x…': its entry is a number; it must be an object.", e.Message, StringComparison.Ordinal);
        Assert.True(e.Message.Length < 200);
    }

    [Theory]
    [InlineData("{" + A + "}")]
    [InlineData("{" + A + "}       ")]
    [InlineData("{ \"a\" : { \"data_offsets\" : [ 0 , 8 ] ,\n\t\"shape\" : [ 2 ] , \"dtype\" : \"F32\" } }\r\n")]
    [InlineData("{" + A + ",\"__metadata__\":{\"format\":\"pt\"}}")]
    [InlineData("{\"__metadata__\":{\"format\":\"pt\"}," + A + "}")]
    [InlineData("{\"__metadata__\":null," + A + "}")]
    [InlineData("{\"\\u0061\":{\"dtype\":\"F\\u00332\",\"shape\":[2],\"data_offsets\":[0,8]}}")]
    public void Variants_of_the_header_read_the_same(string header)
    {
        using var file = RawFile.Open(RawFile.Of(header, 0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0));
        var values = new float[2];
        file.Read(Assert.Single(file.Tensors), values);
        Assert.Equal([1f, -2f], values);
        Assert.Equal("a F32 [2]", file.Tensors[0].ToString());
        Assert.Equal(header.Contains("format", StringComparison.Ordinal) ? 1 : 0, file.Metadata.Count);
    }

    [Fact]
    public void Entries_stand_in_any_order_and_are_listed_in_the_order_of_the_data()
    {
        var header = "{" + RawFile.Entry("c", "U8", "[2,2]", 8, 12) + "," + RawFile.Entry("b", "F16", "[0,3]", 8, 8) + "," + RawFile.Entry("a", "I64", "[]", 0, 8) + "}";
        using var file = RawFile.Open(RawFile.Of(header, new byte[12]));
        Assert.Equal(["a I64 [scalar]", "b F16 [0x3]", "c U8 [2x2]"], file.Tensors.Select(t => t.ToString()));
        Assert.True(file.TryGet("c", out var c));
        Assert.Equal((4, 4, 8), (c.Elements, c.ByteLength, c.Offset));
        Assert.False(file.TryGet("d", out _));
    }

    [Theory]
    [InlineData("BOOL", 1)]
    [InlineData("U8", 1)]
    [InlineData("I8", 1)]
    [InlineData("F8_E4M3", 1)]
    [InlineData("F8_E5M2", 1)]
    [InlineData("F8_E8M0", 1)]
    [InlineData("U16", 2)]
    [InlineData("I16", 2)]
    [InlineData("F16", 2)]
    [InlineData("BF16", 2)]
    [InlineData("U32", 4)]
    [InlineData("I32", 4)]
    [InlineData("F32", 4)]
    [InlineData("U64", 8)]
    [InlineData("I64", 8)]
    [InlineData("F64", 8)]
    [InlineData("C64", 8)]
    [InlineData("F4", 0.5)]
    [InlineData("F6_E2M3", 0.75)]
    [InlineData("F6_E3M2", 0.75)]
    public void Every_type_of_the_format_is_known(string type, double width)
    {
        var length = (int)(4 * width);
        using var file = RawFile.Open(RawFile.Of("{" + RawFile.Entry("a", type, "[4]", 0, length) + "}", new byte[length]));
        var bytes = new byte[length];
        file.ReadBytes(file.Tensors[0], bytes);

        if (type is "F32" or "F16" or "BF16" or "F64")
        {
            file.Read(file.Tensors[0], new float[4]);
            return;
        }

        var e = Assert.Throws<SafetensorsException>(() => file.Read(file.Tensors[0], new float[4]));
        Assert.Equal($"net.safetensors: tensor 'a': its type is {type}; only F32, F16, BF16 and F64 are read as floats.", e.Message);
    }

    [Fact]
    public void A_million_brackets_are_no_problem()
    {
        var header = "{\"a\":{\"shape\":" + new string('[', 1_000_000) + "}}";
        Assert.Throws<SafetensorsException>(() => RawFile.Open(RawFile.Of(header)));
    }
}
