using System;
using System.IO;
using System.Linq;
using NetSpec.Formats.Numpy;
using NetSpec.Formats.Tensors;
using NetSpec.Runtime.Weights;
using Xunit;

namespace NetSpec.Formats.Tests.Numpy;

/// <summary>Archives of arrays.</summary>
public sealed class NpzTests
{
    private static readonly ParameterLayout Layout = new(new ParameterInfo("fc.weight", ParameterRole.Weight, 2, 3), new ParameterInfo("fc.bias", ParameterRole.Bias, 2));

    [Fact]
    public void An_archive_becomes_parameters()
    {
        using var table = NpzArchive.Open(Fixture.PathOf("plain.npz"));
        var store = table.ToStore(Layout);

        Assert.Equal([0f, 1, 2, 3, 4, 5], store["fc.weight"].ToArray());
        Assert.Equal([0f, 1], store["fc.bias"].ToArray());
    }

    [Fact]
    public void A_compressed_one_is_unpacked_as_it_is_read()
    {
        using var table = NpzArchive.Open(Fixture.PathOf("compressed.npz"));

        Assert.Equal(new float[2000], table[0].ToFloats());
        Assert.Equal(Enumerable.Range(0, 40).Select(i => (float)i), table[1].ToFloats());

        // Backwards too.
        var bytes = new byte[4];
        table[1].ReadBytes(4, bytes);
        Assert.Equal(1, BitConverter.ToSingle(bytes));
    }

    [Fact]
    public void What_is_written_is_read_back_and_is_the_same_each_time()
    {
        using var folder = new TemporaryFolder();
        using var table = NpzArchive.Open(Fixture.PathOf("plain.npz"));
        NpzArchive.Write(folder.PathOf("a.npz"), table);
        NpzArchive.Write(folder.PathOf("b.npz"), table);
        using var copy = NpzArchive.Open(folder.PathOf("a.npz"));

        Assert.Equal(table.Select(tensor => (tensor.ToString(), string.Join(' ', tensor.ToDoubles()))), copy.Select(tensor => (tensor.ToString(), string.Join(' ', tensor.ToDoubles()))));
        Assert.Equal(File.ReadAllBytes(folder.PathOf("a.npz")), File.ReadAllBytes(folder.PathOf("b.npz")));
    }

    [Fact]
    public void A_name_given_twice_is_refused_and_leaves_the_old_file()
    {
        using var folder = new TemporaryFolder();
        var path = folder.With("a.npz", [1]);
        var tensor = TensorEntry.FromFloats("x", [1], new float[1]);

        Assert.Contains("'x'", Assert.Throws<ModelFormatException>(() => NpzArchive.Write(path, [tensor, tensor])).Message, StringComparison.Ordinal);
        Assert.Equal([1], File.ReadAllBytes(path));
    }
}
