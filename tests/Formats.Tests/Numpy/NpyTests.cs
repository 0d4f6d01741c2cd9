using System;
using System.IO;
using System.Linq;
using NetSpec.Formats.Numpy;
using NetSpec.Formats.Tensors;
using NetSpec.Runtime.Weights;
using Xunit;

namespace NetSpec.Formats.Tests.Numpy;

/// <summary>Arrays that NumPy wrote, and arrays as NumPy would have written them.</summary>
public sealed class NpyTests
{
    [Theory]
    [InlineData("f2", TensorType.F16)]
    [InlineData("f4", TensorType.F32)]
    [InlineData("f8", TensorType.F64)]
    [InlineData("f4big", TensorType.F32)]
    [InlineData("i1", TensorType.I8)]
    [InlineData("i2", TensorType.I16)]
    [InlineData("i4", TensorType.I32)]
    [InlineData("i8", TensorType.I64)]
    [InlineData("u1", TensorType.U8)]
    [InlineData("u2", TensorType.U16)]
    [InlineData("u4", TensorType.U32)]
    [InlineData("u8", TensorType.U64)]
    public void Numbers_of_every_type_are_read(string name, TensorType type)
    {
        var array = NpyFile.Read(Fixture.PathOf(name + ".npy"));

        Assert.Equal((name, type), (array.Name, array.Type));
        Assert.Equal([2, 3], array.Shape.ToArray());
        Assert.Equal([0f, 1, 2, 3, 4, 5], array.ToFloats());
        Assert.Equal([0.0, 1, 2, 3, 4, 5], array.ToDoubles());
        Assert.Equal([0L, 1, 2, 3, 4, 5], array.ToIntegers());
    }

    [Fact]
    public void Booleans_and_scalars_are_read()
    {
        Assert.Equal([0L, 1, 1, 1, 1, 1], NpyFile.Read(Fixture.PathOf("b1.npy")).ToIntegers());

        var scalar = NpyFile.Read(Fixture.PathOf("scalar.npy"));
        Assert.Empty(scalar.Shape.ToArray());
        Assert.Equal([1.5f], scalar.ToFloats());
    }

    [Fact]
    public void An_array_in_Fortrans_order_is_read_row_by_row()
    {
        var array = NpyFile.Read(Fixture.PathOf("fortran.npy"));

        Assert.Equal([2, 3, 4], array.Shape.ToArray());
        Assert.Equal(Enumerable.Range(0, 24).Select(i => (float)i), array.ToFloats());
    }

    [Fact]
    public void Records_are_refused_with_what_to_do() =>
        Assert.Contains("save each field as an array of its own", Assert.Throws<ModelFormatException>(() => NpyFile.Read(Fixture.PathOf("record.npy"))).Message, StringComparison.Ordinal);

    /// <summary>What NumPy wrote comes out again, byte for byte.</summary>
    [Theory]
    [InlineData("f2")]
    [InlineData("f4")]
    [InlineData("f8")]
    [InlineData("i1")]
    [InlineData("i8")]
    [InlineData("u2")]
    [InlineData("b1")]
    [InlineData("scalar")]
    public void What_is_written_is_what_NumPy_writes(string name)
    {
        using var folder = new TemporaryFolder();
        NpyFile.Write(folder.PathOf("copy.npy"), NpyFile.Read(Fixture.PathOf(name + ".npy")));

        Assert.Equal(File.ReadAllBytes(Fixture.PathOf(name + ".npy")), File.ReadAllBytes(folder.PathOf("copy.npy")));
    }

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (9999999999, 9999999999), }", "9999999999x9999999999")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4000000000), }", "only")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }", "whole number")]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", "'|O'")]
    [InlineData("{'descr': '<f4', 'fortran_order': None, 'shape': (1,), }", "True nor False")]
    [InlineData("{'descr': '<f4', 'shape': (1,), }", "missing")]
    [InlineData("__import__('os').abort()", "'{' is expected")]
    public void A_head_that_is_wrong_is_told(string head, string told)
    {
        byte[] bytes = [0x93, .. "NUMPY"u8, 1, 0, (byte)head.Length, 0, .. System.Text.Encoding.ASCII.GetBytes(head), 0, 0, 0, 0];

        Assert.Contains(told, Assert.Throws<ModelFormatException>(() => NpyFile.Read(new MemoryStream(bytes), "array")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Types_that_NumPy_lacks_are_refused()
    {
        var tensor = TensorEntry.FromBytes("x", TensorType.BF16, [1], new byte[2]);

        Assert.Contains("BF16", Assert.Throws<ModelFormatException>(() => NpyFile.Write(new MemoryStream(), tensor)).Message, StringComparison.Ordinal);
    }
}
