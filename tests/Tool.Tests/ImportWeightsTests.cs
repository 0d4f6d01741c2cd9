using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using NetSpec.Runtime.Weights;
using Xunit;

namespace NetSpec.Tool.Tests;

/// <summary><c>netspec import</c> of files of weights.</summary>
public sealed class ImportWeightsTests(Scratch scratch) : IClassFixture<Scratch>
{
    private const string Small = """
        net Small {
            input image : 2x8x8
            output y = image -> conv(3, 3x3, bias=true) as CONV -> bn as BN -> relu -> avgpool(global) -> linear(2) as FC
        }

        """;

    private static readonly string Fixtures = Path.Combine("tests", "Formats.Tests", "Fixtures");

    private static string Named(string conv, string bn, string fc) =>
        Small.Replace("CONV", conv, StringComparison.Ordinal).Replace("BN", bn, StringComparison.Ordinal).Replace("FC", fc, StringComparison.Ordinal);

    [Fact]
    public void Names_that_are_the_same_need_no_map()
    {
        var spec = scratch.Write("small.netspec", Named("conv", "bn", "fc"));

        var report = ToolRun.Of("import", Path.Combine(Fixtures, "small.pth"), "--spec", spec, "--json").Succeeded().Json;

        DocumentedShape.Check("import", report);
        Assert.Equal(("weights", "Small"), (report.GetProperty("kind").GetString(), report.GetProperty("net").GetString()));
        Assert.False(File.Exists(Path.ChangeExtension(spec, ".map")));
        Assert.Contains("counts of batches", report.GetProperty("notes").GetRawText(), StringComparison.Ordinal);
        ToolRun.Of("pathnorm", spec, "-w", Path.ChangeExtension(spec, ".safetensors")).Succeeded();
    }

    /// <summary>A trainer's checkpoint: the state dict within it, and a prefix before all names.</summary>
    [Fact]
    public void What_wraps_a_model_is_told_and_taken_off()
    {
        var (spec, plain) = (scratch.Write("small.netspec", Named("conv", "bn", "fc")), scratch.Write("plain.netspec", Named("conv", "bn", "fc")));

        var text = ToolRun.Of("import", Path.Combine(Fixtures, "trainer.pth"), "--spec", spec).Succeeded().Out;
        ToolRun.Of("import", Path.Combine(Fixtures, "small.pth"), "--spec", plain).Succeeded();

        Assert.Contains("all names in the file have 'module.' before those of the spec", text, StringComparison.Ordinal);
        Assert.Contains("state_dict", text, StringComparison.Ordinal);
        Assert.Equal(Numbers(Path.ChangeExtension(plain, ".safetensors")), Numbers(Path.ChangeExtension(spec, ".safetensors")));
    }

    [Fact]
    public void Other_names_are_mapped_by_shape_and_order_shown_and_written()
    {
        var (spec, plain) = (scratch.Write("other.netspec", Named("stem", "norm", "head")), scratch.Write("plain.netspec", Named("conv", "bn", "fc")));

        var text = ToolRun.Of("import", Path.Combine(Fixtures, "small.pth"), "--spec", spec).Succeeded().Out;
        ToolRun.Of("import", Path.Combine(Fixtures, "small.pth"), "--spec", plain).Succeeded();

        Assert.Contains("guess", text, StringComparison.Ordinal);
        Assert.Contains("stem.weight = conv.weight  # guess\n", File.ReadAllText(Path.ChangeExtension(spec, ".map")), StringComparison.Ordinal);
        Assert.Equal(Numbers(Path.ChangeExtension(plain, ".safetensors")).Values, Numbers(Path.ChangeExtension(spec, ".safetensors")).Values);
    }

    /// <summary>A map without a tensor for each parameter is written and nothing else; completed by hand, it is what counts.</summary>
    [Fact]
    public void A_map_can_be_completed_and_given()
    {
        var weights = scratch.Fresh("two.safetensors");
        Write(weights, ("a.weight", [2, 3], [1, 2, 3, 4, 5, 6]), ("odd", [2], [7, 8]));
        var spec = scratch.Write("net.netspec", "net N {\n    input x : 3\n    output y = x -> linear(2) as fc\n}\n");
        var map = Path.ChangeExtension(spec, ".map");

        var open = ToolRun.Of("import", weights, "--spec", spec, "--json");

        Assert.Equal((1, ""), (open.ExitCode, open.Error));
        DocumentedShape.Check("import", open.Json);
        Assert.False(File.Exists(Path.ChangeExtension(spec, ".safetensors")));
        var text = File.ReadAllText(map);
        Assert.Contains("fc.bias =  # none\n", text, StringComparison.Ordinal);
        File.WriteAllText(map, text.Replace("fc.bias =", "fc.bias = odd", StringComparison.Ordinal));
        ToolRun.Of("import", weights, "--spec", spec, "--map", map).Succeeded();
        Assert.Equal([7f, 8f], Numbers(Path.ChangeExtension(spec, ".safetensors"))["fc.bias"]);

        File.WriteAllText(map, "fc.weight = a.weight\nfc.bias = nothing\n");
        ToolRun.Of("import", weights, "--spec", spec, "--map", map, "--force").FailedWith(3, "no tensor 'nothing'");
        File.WriteAllText(map, "fc.weight\n");
        ToolRun.Of("import", weights, "--spec", spec, "--map", map, "--force").FailedWith(3, "line 1 of the map");
    }

    /// <summary>Pruned and normalised weights behind a prefix, under other names than the spec's, in half and double precision, in two files that an index joins.</summary>
    [Fact]
    public void What_PyTorch_computes_when_it_runs_is_computed_whatever_it_is_called()
    {
        var index = scratch.Fresh("model.safetensors.index.json");
        var folder = Path.GetDirectoryName(index)!;
        SafetensorsWriter.Write(Path.Combine(folder, "model-00001-of-00002.safetensors"),
        [
            TensorData.FromFloats("module.a.weight_orig", TensorType.BF16, [2, 3], [1, 2, 3, 4, 5, 6]),
            TensorData.FromFloats("module.a.weight_mask", TensorType.F32, [2, 3], [1, 0, 1, 0, 1, 0]),
            TensorData.FromFloats("module.a.bias", TensorType.F64, [2], [0.5f, 1]),
        ]);
        SafetensorsWriter.Write(Path.Combine(folder, "model-00002-of-00002.safetensors"),
        [
            TensorData.FromFloats("module.b.parametrizations.weight.original0", TensorType.F32, [2, 1], [10, 2]),
            TensorData.FromFloats("module.b.parametrizations.weight.original1", TensorType.F32, [2, 2], [3, 4, 0, 5]),
            TensorData.FromFloats("module.b.bias", TensorType.F16, [2], [1, 2]),
        ]);
        string[] first = ["module.a.weight_orig", "module.a.weight_mask", "module.a.bias"];
        string[] second = ["module.b.parametrizations.weight.original0", "module.b.parametrizations.weight.original1", "module.b.bias"];
        var entries = first.Select(name => $"\"{name}\": \"model-00001-of-00002.safetensors\"").Concat(second.Select(name => $"\"{name}\": \"model-00002-of-00002.safetensors\""));
        File.WriteAllText(index, $"{{\"weight_map\": {{{string.Join(", ", entries)}}}}}");
        foreach (var (one, two) in new[] { ("a", "b"), ("first", "second") })
        {
            var spec = scratch.Write("net.netspec", $"net N {{\n    input x : 3\n    output y = x -> linear(2) as {one} -> relu -> linear(2) as {two}\n}}\n");

            var text = ToolRun.Of("import", index, "--spec", spec).Succeeded().Out;

            var numbers = Numbers(Path.ChangeExtension(spec, ".safetensors"));
            Assert.Equal([1f, 0, 3, 0, 5, 0], numbers[one + ".weight"]);
            Assert.Equal([6f, 8, 0, 2], numbers[two + ".weight"]);
            Assert.Equal([0.5f, 1], numbers[one + ".bias"]);
            Assert.All(new[] { "pruned weights become", "normalised weights become", "BF16 becomes F32", " F16 becomes F32", "F64 becomes F32" }, told => Assert.Contains(told, text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Without_a_spec_one_is_drafted_with_its_guesses_marked()
    {
        var spec = scratch.Fresh("drafted.netspec");

        var report = ToolRun.Of("import", Path.Combine(Fixtures, "trainer.pth"), "-o", spec, "--net", "Drafted", "--json").Succeeded().Json;

        DocumentedShape.Check("import", report);
        Assert.Equal("draft", report.GetProperty("kind").GetString());
        var text = File.ReadAllText(spec);
        Assert.Contains("conv(3, 3x3, pad=1, bias=true) as conv  // guess", text, StringComparison.Ordinal);
        ToolRun.Of("check", spec).Succeeded();
        ToolRun.Of("pathnorm", spec, "-w", Path.ChangeExtension(spec, ".safetensors")).Succeeded();
    }

    /// <summary>Layers that do not follow each other are left to a person: the draft is there, and no parameters.</summary>
    [Fact]
    public void A_draft_that_is_not_the_whole_network_is_told()
    {
        var weights = scratch.Fresh("branches.safetensors");
        Write(weights, ("left.weight", [2, 3], new float[6]), ("right.weight", [2, 3], new float[6]));
        var spec = Path.ChangeExtension(weights, ".netspec");

        var run = ToolRun.Of("import", weights, "-w", scratch.Fresh("out.safetensors"), "-o", spec);

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.Contains("not the whole network yet", run.Out, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.ChangeExtension(weights, ".map")));
        Assert.Contains("takes 3 channels, and 2 come before it", File.ReadAllText(spec), StringComparison.Ordinal);
    }

    [Fact]
    public void Options_that_do_not_go_together_are_one_line_and_write_nothing()
    {
        var (spec, pth) = (scratch.Write("small.netspec", Named("conv", "bn", "fc")), Path.Combine(Fixtures, "small.pth"));
        ToolRun.Of("import", pth, "--spec", spec, "--input", "x=3").FailedWith(2, "--input");
        ToolRun.Of("import", pth, "--spec", spec, "--no-compare").FailedWith(2, "--no-compare");
        ToolRun.Of("import", pth, "--spec", spec, "-o", scratch.Fresh("x.netspec")).FailedWith(2, "--spec");
        ToolRun.Of("import", pth, "--spec", scratch["nothing.netspec"]).FailedWith(3, "there is no file");
        ToolRun.Of("import", pth, "-o", scratch.Fresh("x.netspec"), "--net", "no name").FailedWith(2, "no name");
        ToolRun.Of("import", Path.Combine(Fixtures, "mlp.onnx"), "--spec", spec).FailedWith(2, "--spec");
        ToolRun.Of("import", Path.Combine(Fixtures, "script.pt"), "--spec", spec).FailedWith(3, "script.pt");
    }

    private static void Write(string path, params (string Name, long[] Shape, float[] Values)[] tensors) =>
        SafetensorsWriter.Write(path, tensors.Select(tensor => TensorData.FromFloats(tensor.Name, TensorType.F32, tensor.Shape, tensor.Values)));

    private static Dictionary<string, float[]> Numbers(string path)
    {
        using var file = SafetensorsFile.Open(path);
        return file.Tensors.ToDictionary(tensor => tensor.Name, tensor =>
        {
            var bytes = new byte[tensor.ByteLength];
            file.ReadBytes(tensor, bytes);
            return MemoryMarshal.Cast<byte, float>(bytes).ToArray();
        });
    }
}
