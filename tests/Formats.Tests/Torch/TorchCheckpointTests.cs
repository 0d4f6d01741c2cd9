using System;
using System.IO;
using System.Linq;
using NetSpec.Formats.Tensors;
using NetSpec.Formats.Torch;
using NetSpec.Runtime.Weights;
using Xunit;

namespace NetSpec.Formats.Tests.Torch;

/// <summary>Checkpoints that PyTorch wrote.</summary>
public sealed class TorchCheckpointTests
{
    private static readonly string[] Names = ["conv.weight", "conv.bias", "bn.weight", "bn.bias", "bn.running_mean", "bn.running_var", "bn.num_batches_tracked", "fc.weight", "fc.bias"];

    private static readonly ParameterLayout Layout = new(
        new ParameterInfo("conv.weight", ParameterRole.Weight, 3, 2, 3, 3), new ParameterInfo("conv.bias", ParameterRole.Bias, 3), new ParameterInfo("bn.weight", ParameterRole.Gamma, 3),
        new ParameterInfo("bn.bias", ParameterRole.Beta, 3), new ParameterInfo("bn.running_mean", ParameterRole.RunningMean, 3), new ParameterInfo("bn.running_var", ParameterRole.RunningVariance, 3),
        new ParameterInfo("fc.weight", ParameterRole.Weight, 2, 3), new ParameterInfo("fc.bias", ParameterRole.Bias, 2));

    [Theory]
    [InlineData("f32", TensorType.F32, "2x3", "0 0.125 0.25 0.375 0.5 0.625")]
    [InlineData("f16", TensorType.F16, "4", "0 0.125 0.25 0.375")]
    [InlineData("bf16", TensorType.BF16, "4", "0 0.125 0.25 0.375")]
    [InlineData("f64", TensorType.F64, "3", "0 0.125 0.25")]
    [InlineData("i64", TensorType.I64, "5", "-2 -1 0 1 2")]
    [InlineData("i8", TensorType.I8, "5", "-2 -1 0 1 2")]
    [InlineData("u8", TensorType.U8, "3", "0 1 2")]
    [InlineData("flags", TensorType.Bool, "3", "1 0 1")]
    [InlineData("scalar", TensorType.F32, "", "1.5")]
    [InlineData("empty", TensorType.F32, "0x3", "")]
    [InlineData("transposed", TensorType.F32, "3x2", "0 0.375 0.125 0.5 0.25 0.625")]
    [InlineData("part", TensorType.F32, "2x3", "0.5 0.625 0.75 0.875 1 1.125")]
    [InlineData("every_other", TensorType.F32, "12", "0 0.25 0.5 0.75 1 1.25 1.5 1.75 2 2.25 2.5 2.75")]
    [InlineData("parameter", TensorType.F32, "2", "0 0.125")]
    [InlineData("expanded", TensorType.F32, "4", "0.5 0.5 0.5 0.5")]
    public void Tensors_of_every_type_and_stride_are_read(string name, TensorType type, string shape, string values)
    {
        using var table = TorchCheckpoint.Open(Fixture.PathOf("types.pth"));

        Assert.True(table.TryGet(name, out var tensor));
        Assert.Equal((type, shape, values), (tensor.Type, string.Join('x', tensor.Shape.ToArray()), string.Join(' ', tensor.ToDoubles())));
    }

    [Theory]
    [InlineData("small.pth", "")]
    [InlineData("trainer.pth", "module.")]
    [InlineData("whole.pt", "")]
    public void A_state_dict_is_found_wherever_it_was_saved(string file, string prefix)
    {
        using var table = TorchCheckpoint.Open(Fixture.PathOf(file));

        // A module that was saved whole has its parameters before its statistics, layer by layer.
        Assert.Equal(Names.Order(StringComparer.Ordinal), table.Select(tensor => tensor.Name[prefix.Length..]).Order(StringComparer.Ordinal));
        var store = table.ToStore(Layout, new LoadOptions { Prefix = prefix });
        Assert.Equal(Enumerable.Range(0, 54).Select(i => 1 + (i / 8f)), store["conv.weight"].ToArray());
        Assert.Equal([9f, 9.125f], store["fc.bias"].ToArray());
    }

    [Fact]
    public void What_was_taken_of_a_trainers_checkpoint_is_told()
    {
        using var table = TorchCheckpoint.Open(Fixture.PathOf("trainer.pth"));

        Assert.Equal("the tensors of 'state_dict' were taken; beside it lie epoch, optimizer", Assert.Single(table.Notes));
    }

    /// <summary>The fixture's pickle asks for os.system: it becomes a note.</summary>
    [Fact]
    public void Nothing_that_a_file_names_is_run()
    {
        var before = Directory.GetFiles(Directory.GetCurrentDirectory());
        using var table = TorchCheckpoint.Open(Fixture.PathOf("evil.pth"));

        Assert.Equal("weight", Assert.Single(table).Name);
        Assert.Contains("'evil', made by posix.system", Assert.Single(table.Notes), StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetFiles(Directory.GetCurrentDirectory()));
    }

    [Fact]
    public void A_sparse_tensor_is_left_out_and_told()
    {
        using var table = TorchCheckpoint.Open(Fixture.PathOf("odd.pth"));

        Assert.Equal("fc.weight", Assert.Single(table).Name);
        Assert.Contains("'odd', made by torch._utils._rebuild_sparse_tensor", Assert.Single(table.Notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("legacy.pth", "torch.save(torch.load(path, map_location=\"cpu\"), path)")]
    [InlineData("script.pt", "TorchScript")]
    [InlineData("plain.npz", "no PyTorch checkpoint")]
    public void Other_files_are_told_with_what_to_do(string file, string told) =>
        Assert.Contains(told, Assert.Throws<ModelFormatException>(() => TorchCheckpoint.Open(Fixture.PathOf(file))).Message, StringComparison.Ordinal);
}
