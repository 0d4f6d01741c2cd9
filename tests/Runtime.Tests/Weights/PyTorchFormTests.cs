using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetSpec.Runtime.Weights;
using Xunit;

namespace NetSpec.Runtime.Tests.Weights;

/// <summary>Parameters that PyTorch keeps as others: pruned, normalised, tied, in several files. Expected values are computed by hand.</summary>
public sealed class PyTorchFormTests : IDisposable
{
    private static readonly ParameterLayout Layout = new(
        new ParameterInfo("fc.weight", ParameterRole.Weight, 2, 2),
        new ParameterInfo("fc.bias", ParameterRole.Bias, 2));

    private static readonly TensorData Weight = Floats("fc.weight", [2, 2], 1, 2, 3, 4);
    private static readonly TensorData Bias = Floats("fc.bias", [2], 7, 8);

    private readonly string _folder = Directory.CreateTempSubdirectory("netspec-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_pruned_parameter_is_its_original_times_its_mask()
    {
        var store = Load(
            Bias, Floats("fc.weight_orig", [2, 2], 1, 2, 3, 4), new TensorData("fc.weight_mask", TensorType.Bool, [2, 2], new byte[] { 1, 0, 0, 1 }));
        Assert.Equal([1, 0, 0, 4, 7, 8], store.Values.ToArray());
        Assert.Equal(["fc.weight"], store.LoadReport!.Combined.Select(p => p.Name));

        Assert.Equal([1, 0, 0, 4, 0, 8], Load(
            Floats("fc.weight_mask", [2, 2], 1, 0, 0, 1), Floats("fc.weight_orig", [2, 2], 1, 2, 3, 4),
            Floats("fc.bias_orig", [2], 7, 8), Floats("fc.bias_mask", [2], 0, 1)).Values.ToArray());
    }

    /// <summary>A boolean may be any byte in a file; as a number it would multiply weights by 2 or 255.</summary>
    [Theory]
    [InlineData(TensorType.Bool, new byte[] { 1, 0, 2, 255 }, "2 at index 2")]
    [InlineData(TensorType.Bool, new byte[] { 255, 0, 1, 1 }, "255 at index 0")]
    [InlineData(TensorType.U8, new byte[] { 1, 1, 1, 3 }, "3 at index 3")]
    [InlineData(TensorType.I8, new byte[] { 1, 255, 1, 1 }, "-1 at index 1")]
    [InlineData(TensorType.F16, new byte[] { 0, 0x3C, 0, 0x38, 0, 0, 0, 0 }, "0.5 at index 1")]
    [InlineData(TensorType.F16, new byte[] { 0, 0x3C, 0, 0x7E, 0, 0, 0, 0 }, "NaN at index 1")]
    public void A_mask_of_other_numbers_than_0_and_1_is_refused(TensorType type, byte[] mask, string found)
    {
        var bytes = RawFile.Write(Bias, Floats("fc.weight_orig", [2, 2], 1, 2, 3, 4), new TensorData("fc.weight_mask", type, [2, 2], mask));
        foreach (var options in new[] { new LoadOptions(), new LoadOptions { AllowNonFinite = true } })
        {
            var e = Assert.Throws<SafetensorsException>(() => ParameterStore.Load(Layout, new MemoryStream(bytes), options));
            Assert.Equal("fc.weight_mask", e.Tensor);
            Assert.EndsWith($"tensor 'fc.weight_mask': {found}; a mask holds zeros and ones.", e.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("fc.weight_g", "fc.weight_v")]
    [InlineData("fc.parametrizations.weight.original0", "fc.parametrizations.weight.original1")]
    public void A_normalised_weight_is_its_direction_at_its_length(string magnitude, string direction)
    {
        var v = Floats(direction, [2, 2], 3, 4, 6, 8);
        Assert.Equal([6, 8, 0.6f, 0.8f, 7, 8], Load(Bias, v, Floats(magnitude, [2, 1], 10, 1)).Values.ToArray());

        // Along the other dimension: the columns (3, 6) and (4, 8) have the norms 3 and 4 times the root of 5.
        var root = (float)Math.Sqrt(5);
        var columns = Load(Bias, v, Floats(magnitude, [1, 2], 3 * root, 8 * root));
        Assert.Equal([3, 8, 6, 16], columns["fc.weight"].ToArray().Select(w => MathF.Round(w, 5)));

        // One norm for all: 5 times the root of 5.
        var whole = Load(Bias, v, Floats(magnitude, [], 5 * root));
        Assert.Equal([3, 4, 6, 8], whole["fc.weight"].ToArray().Select(w => MathF.Round(w, 5)));
    }

    [Fact]
    public void A_direction_without_length_is_reported()
    {
        var bytes = RawFile.Write(Bias, Floats("fc.weight_v", [2, 2], 0, 0, 6, 8), Floats("fc.weight_g", [2, 1], 10, 1));
        var e = Assert.Throws<NonFiniteParametersException>(() => ParameterStore.Load(Layout, new MemoryStream(bytes)));
        Assert.Equal(new NonFiniteValues("fc.weight", 0, 2, 0, 0), Assert.Single(e.Parameters));
    }

    [Fact]
    public void Parts_that_make_no_parameter_are_extra_and_said_what_they_are()
    {
        var e = Mismatch(Bias, Floats("fc.weight_v", [2], 1, 1), Floats("fc.weight_u", [2], 1, 1), Floats("fc.weight_orig", [2, 2], 1, 2, 3, 4));
        Assert.Equal(4, e.Mismatches.Count);
        Assert.EndsWith("'fc.weight_u' belongs to a spectral normalisation: call torch.nn.utils.remove_spectral_norm before the model is saved.", e.Message, StringComparison.Ordinal);

        var parametrized = Mismatch(Bias, Floats("fc.parametrizations.weight.original", [2, 2], 1, 2, 3, 4));
        Assert.EndsWith("belongs to a parametrization: call torch.nn.utils.parametrize.remove_parametrizations before the model is saved.", parametrized.Message, StringComparison.Ordinal);

        Assert.Contains("fc.weight_g is [3x1], the network's fc.weight is [2x2]; these are the magnitudes", Mismatch(Bias, Floats("fc.weight_v", [2, 2], 1, 2, 3, 4), Floats("fc.weight_g", [3, 1], 1, 1, 1)).Message, StringComparison.Ordinal);
        Assert.Equal(ParameterMismatchKind.Extra, Mismatch(Bias, Weight, Floats("fc.weight_mask", [2, 2], 1, 0, 0, 1)).Mismatches.Single().Kind);
    }

    [Fact]
    public void A_part_of_another_shape_or_type_is_named_as_the_file_names_it()
    {
        var original = Floats("fc.weight_orig", [2, 3], 1, 2, 3, 4, 5, 6);
        var wide = new ParameterLayout(new ParameterInfo("fc.weight", ParameterRole.Weight, 2, 3));
        var mask = Assert.Throws<ParameterMismatchException>(() => Load(wide, null, [], original, Floats("fc.weight_mask", [3, 2], 1, 1, 1, 1, 1, 1)));
        Assert.Contains("  fc.weight_mask is [3x2], the network's fc.weight is [2x3]; it seems to be transposed", mask.Message, StringComparison.Ordinal);
        Assert.Equal(("fc.weight", "fc.weight_mask"), (mask.Mismatches.Single().Name, mask.Mismatches.Single().Tensor));

        var magnitude = Assert.Throws<ParameterMismatchException>(() => Load(
            wide, null, [], Floats("fc.weight_v", [2, 3], 1, 2, 3, 4, 5, 6), Floats("fc.weight_g", [2, 3], 1, 2, 3, 4, 5, 6)));
        Assert.Contains("  fc.weight_g is [2x3], the network's fc.weight is [2x3]; these are the magnitudes", magnitude.Message, StringComparison.Ordinal);

        var type = Mismatch(Bias, Floats("fc.weight_v", [2, 2], 1, 2, 3, 4), new TensorData("fc.weight_g", TensorType.U8, [1], new byte[] { 1 }));
        Assert.Contains("  fc.weight_g is of type U8", type.Message, StringComparison.Ordinal);

        // Behind a prefix, the name in the file; a whole parameter keeps its own name.
        var behind = Assert.Throws<ParameterMismatchException>(() => Load(
            Layout, new LoadOptions { Prefix = "m." }, [], Floats("m.fc.weight_orig", [2, 2], 1, 2, 3, 4), Floats("m.fc.weight_mask", [4], 1, 1, 1, 1), Floats("m.fc.bias", [3], 1, 1, 1)));
        Assert.Contains("  m.fc.weight_mask is [4], the network's fc.weight is [2x2]\n", behind.Message, StringComparison.Ordinal);
        Assert.Contains("  fc.bias is [3], the network's is [2]", behind.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fc.weight_orig", "fc.weight_mask", true)]
    [InlineData("fc.weight_v", "fc.weight_g", true)]
    [InlineData("fc.parametrizations.weight.original1", "fc.parametrizations.weight.original0", true)]
    [InlineData("fc.weight_orig", "fc.weight_u", false)]
    [InlineData("fc.weight_v", "fc.weight_mask", false)]
    public void Parts_behind_a_prefix_get_the_hint_of_it(string main, string factor, bool isHinted)
    {
        var e = Mismatch(Floats("module.fc.bias", [2], 1, 1), Floats("module." + main, [2, 2], 1, 1, 1, 1), Floats("module." + factor, [2, 2], 1, 1, 1, 1));
        Assert.Equal(isHinted, e.Message.EndsWith(
            "Every missing parameter is there behind 'module.': load with LoadOptions { Prefix = \"module.\" }.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_tied_parameter_is_found_under_the_name_that_was_kept()
    {
        var layout = new ParameterLayout(
            new ParameterInfo("embed.weight", ParameterRole.Weight, 2, 2), new ParameterInfo("head.weight", ParameterRole.Weight, 2, 2));
        var both = Load(layout, null, [new("head.weight", "embed.weight"), new("format", "pt")], Floats("embed.weight", [2, 2], 1, 2, 3, 4));
        Assert.Equal([1, 2, 3, 4, 1, 2, 3, 4], both.Values.ToArray());
        Assert.Equal(["head.weight"], both.LoadReport!.Tied.Select(p => p.Name));

        // The network has only the second name, behind a prefix; read from a pipe, which gives each byte once.
        var one = new ParameterLayout(new ParameterInfo("head.weight", ParameterRole.Weight, 2, 2));
        Assert.Equal([1, 2, 3, 4], Load(one, new LoadOptions { Prefix = "m." }, [new("m.head.weight", "m.embed.weight")], Floats("m.embed.weight", [2, 2], 1, 2, 3, 4)).Values.ToArray());
        Assert.Equal([1, 2, 3, 4, 1, 2, 3, 4], ParameterStore.Load(layout, new ForwardStream(Bytes([new("head.weight", "embed.weight")], Floats("embed.weight", [2, 2], 1, 2, 3, 4)))).Values.ToArray());
    }

    [Fact]
    public void An_index_joins_files()
    {
        var index = Sharded("""{"metadata":{"total_size":24},"weight_map":{"fc.weight":"model-00002-of-00002.safetensors","fc.bias":"model-00001-of-00002.safetensors"}}""");
        var store = ParameterStore.Load(Layout, index);
        Assert.Equal([1, 2, 3, 4, 7, 8], store.Values.ToArray());
        Assert.Equal(index, store.LoadReport!.File);

        var e = Assert.Throws<ParameterMismatchException>(() => ParameterStore.Load(Layout, Path.Combine(_folder, "model-00001-of-00002.safetensors")));
        Assert.EndsWith("The file is part 1 of 2 of a model: load the index, model.safetensors.index.json.", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"weight_map":{"fc.weight":"../model-00001-of-00002.safetensors"}}""", "tensor 'fc.weight': weight_map must have the name of a file beside the index for it.")]
    [InlineData("""{"weight_map":{"fc.weight":7}}""", "tensor 'fc.weight': weight_map must have the name of a file beside the index for it.")]
    [InlineData("""{"weight_map":{"fc.weight":"model-00001-of-00002.safetensors"}}""", "tensor 'fc.weight': the index has it in 'model-00001-of-00002.safetensors', which lacks it.")]
    [InlineData("""{"weight_map":{}}""", "its weight_map is empty.")]
    [InlineData("""{"architectures":[]}""", "it is a JSON file, but no index of safetensors files: it has no object weight_map.")]
    [InlineData("[]", "it is a JSON file, but no index of safetensors files: it has no object weight_map.")]
    [InlineData("{", "it is not valid JSON, which an index of safetensors files is.")]
    public void A_faulty_index_is_refused(string json, string problem)
    {
        var index = Sharded(json);
        var e = Assert.Throws<SafetensorsException>(() => ParameterStore.Load(Layout, index));
        Assert.Equal($"{index}: {problem}", e.Message);
    }

    [Fact]
    public void A_file_of_an_index_that_is_not_there_is_named_with_the_place_it_should_be_at()
    {
        var index = Sharded("""{"weight_map":{"fc.weight":"model-00002-of-00002.safetensors","fc.bias":"model-00003-of-00003.safetensors"}}""");
        var e = Assert.Throws<SafetensorsException>(() => ParameterStore.Load(Layout, index));
        Assert.Equal(
            $"{index}: tensor 'fc.bias': the index has 1 tensor in 'model-00003-of-00003.safetensors', and there is no such file beside it: {Path.Combine(_folder, "model-00003-of-00003.safetensors")}.",
            e.Message);
        Assert.IsType<FileNotFoundException>(e.InnerException);
    }

    private string Sharded(string json)
    {
        SafetensorsWriter.Write(Path.Combine(_folder, "model-00001-of-00002.safetensors"), [Bias]);
        SafetensorsWriter.Write(Path.Combine(_folder, "model-00002-of-00002.safetensors"), [Weight]);
        var index = Path.Combine(_folder, "model.safetensors.index.json");
        AtomicFile.WriteText(index, json);
        return index;
    }

    private static TensorData Floats(string name, long[] shape, params float[] values) => TensorData.FromFloats(name, TensorType.F32, shape, values);

    private static byte[] Bytes(KeyValuePair<string, string>[] metadata, params TensorData[] tensors)
    {
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, tensors, metadata);
        return stream.ToArray();
    }

    private static ParameterStore Load(params TensorData[] tensors) => Load(Layout, null, [], tensors);

    private static ParameterStore Load(ParameterLayout layout, LoadOptions? options, KeyValuePair<string, string>[] metadata, params TensorData[] tensors) =>
        ParameterStore.Load(layout, new MemoryStream(Bytes(metadata, tensors)), options);

    private static ParameterMismatchException Mismatch(params TensorData[] tensors) => Assert.Throws<ParameterMismatchException>(() => Load(tensors));
}
