using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using NetSpec.Runtime.Weights;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Tool.Tests;

/// <summary><c>netspec import</c> and <c>netspec export</c>.</summary>
public sealed class ImportExportTests(Scratch scratch) : IClassFixture<Scratch>
{
    private static readonly string Fixtures = Path.Combine("tests", "Formats.Tests", "Fixtures");

    [Fact]
    public void Out_and_in_again_is_the_same_network()
    {
        var (model, spec) = (scratch.Fresh("digits.onnx"), scratch.Fresh("digits.netspec"));

        var exported = ToolRun.Of("export", DigitSamples.Spec, "-w", DigitSamples.Weights, "-o", model, "--json").Succeeded().Json;
        var imported = ToolRun.Of("import", model, "-o", spec, "--net", "Again", "--namespace", "Round.Trip", "--json").Succeeded().Json;

        DocumentedShape.Check("export", exported);
        DocumentedShape.Check("import", imported);
        Assert.Equal("Round.Trip.Again", imported.GetProperty("net").GetString());
        var weights = Path.ChangeExtension(spec, ".safetensors");
        Assert.Equal(Norm(DigitSamples.Spec, DigitSamples.Weights), Norm(spec, weights));
        Assert.Equal(Numbers(Repository.PathOf(DigitSamples.Weights)), Numbers(weights));
    }

    [Fact]
    public void A_model_of_another_exporter_runs()
    {
        var spec = scratch.Fresh("lenet.netspec");

        var text = ToolRun.Of("import", Path.Combine(Fixtures, "lenet.onnx"), "-o", spec).Succeeded().Out;

        Assert.Contains("by pytorch", text, StringComparison.Ordinal);
        ToolRun.Of("check", spec).Succeeded();
        ToolRun.Of("pathnorm", spec, "-w", Path.ChangeExtension(spec, ".safetensors")).Succeeded();
    }

    /// <summary>The emitted code against the interpreter, and against ONNX Runtime where the tool is told where it is.</summary>
    [Theory]
    [InlineData("resnet", false)]
    [InlineData("unet", true)]
    [InlineData("lenet", true)]
    public void The_model_runs_both_ways(string name, bool isThere)
    {
        string[] arguments = ["import", Path.Combine(Fixtures, name + ".onnx"), "-o", scratch.Fresh(name + ".netspec"), "--json"];

        var report = ToolRun.WithVariable("NETSPEC_ONNXRUNTIME", isThere ? OnnxRuntimeLibrary.Path! : "", arguments).Succeeded().Json;

        DocumentedShape.Check("import", report);
        var compared = report.GetProperty("comparison");
        Assert.Equal(isThere, compared.GetProperty("with").GetString()!.StartsWith("ONNX Runtime 1.31", StringComparison.Ordinal));
        Assert.InRange(compared.GetProperty("relative").GetDouble(), 0, 1e-5);
        Assert.True(compared.GetProperty("largestOutput").GetDouble() > 0);
    }

    [Fact]
    public void An_ONNX_Runtime_that_is_not_there_is_told()
    {
        var (model, spec) = (Path.Combine(Fixtures, "mlp.onnx"), scratch.Fresh("mlp.netspec"));
        ToolRun.WithVariable("NETSPEC_ONNXRUNTIME", scratch["nowhere"], "import", model, "-o", spec).FailedWith(3, "nowhere");
        ToolRun.WithVariable("NETSPEC_ONNXRUNTIME", scratch.Write("libonnxruntime.so", "none"), "import", model, "-o", spec).FailedWith(3, "is no library of ONNX Runtime");
        Assert.False(File.Exists(spec));
        var silent = ToolRun.Of("import", model, "-o", spec, "--no-compare", "--json").Succeeded().Json;
        Assert.Equal(System.Text.Json.JsonValueKind.Null, silent.GetProperty("comparison").ValueKind);
    }

    /// <summary>The trained ResNet-18 of a package: imported, compared, its norm, pruned, and out again.</summary>
    [Fact]
    public void A_trained_network_of_another_framework_goes_the_whole_way()
    {
        var model = ToolRun.Packaged("microsoft.ml.dnnimagefeaturizer.resnet18", "0.23.1", "tools", "DnnImageModels", "ResNet18Onnx", "ResNet18.onnx");
        var spec = scratch.Fresh("resnet18.netspec");
        var (weights, pruned) = (Path.ChangeExtension(spec, ".safetensors"), scratch.Fresh("pruned.safetensors"));

        var report = ToolRun.WithVariable("NETSPEC_ONNXRUNTIME", OnnxRuntimeLibrary.Path!, "import", model, "-o", spec, "--json").Succeeded().Json;

        Assert.InRange(report.GetProperty("comparison").GetProperty("relative").GetDouble(), 0, 1e-5);
        var norm = ToolRun.Of("pathnorm", spec, "-w", weights, "--json").Succeeded().Json.GetProperty("norm").GetProperty("log10").GetDouble();
        var after = ToolRun.Of("prune", spec, "-w", weights, "--share", "0.2", "-o", pruned, "--json").Succeeded().Json;
        Assert.True(after.GetProperty("pathNorm").GetProperty("log10").GetDouble() <= norm);
        ToolRun.Of("export", spec, "-w", pruned, "-o", scratch.Fresh("pruned.onnx")).Succeeded();
    }

    [Fact]
    public void What_cannot_be_said_is_listed_at_once()
    {
        var spec = scratch.Fresh("unsupported.netspec");

        var run = ToolRun.Of("import", Path.Combine(Fixtures, "unsupported.onnx"), "-o", spec);

        Assert.Equal((3, ""), (run.ExitCode, run.Out));
        Assert.Contains("cannot be imported", run.Error, StringComparison.Ordinal);
        Assert.True(run.Error.Split('\n').Count(line => line.StartsWith("  ", StringComparison.Ordinal)) > 1, run.Error);
        Assert.False(File.Exists(spec));
    }

    [Fact]
    public void Bad_files_and_arguments_are_one_line_and_write_nothing()
    {
        var model = Path.Combine(Fixtures, "mlp.onnx");
        var spec = scratch.Fresh("mlp.netspec");
        ToolRun.Of("import", model, "-o", spec, "--net", "no name").FailedWith(2, "no name");
        ToolRun.Of("import", model, "-o", spec, "--input", "x=3y4").FailedWith(2, "no size of an input");
        ToolRun.Of("import", model, "-o", spec, "--input", "a=3", "--input", "a=4").FailedWith(2, "--input gives the size of 'a' twice");
        ToolRun.Of("import", model, "-o", spec, "--input", "a=3").FailedWith(2, "no input 'a', whose size is given; its inputs are '");
        ToolRun.Of("import", model, "-o", spec, "--weights", "x.pth").FailedWith(2, "of no kind that parameters are written to");
        ToolRun.Of("import", scratch.Write("x.onnx", "no model at all"), "-o", spec).FailedWith(3, "x.onnx");
        Assert.False(File.Exists(spec));
        ToolRun.Of("import", model, "-o", scratch.Write("old.netspec", "mine")).FailedWith(3, "exists; --force writes over it");
        ToolRun.Of("export", DigitSamples.Spec, "-w", DigitSamples.Weights, "-o", scratch.Fresh("x.onnx"), "--batch", "0").FailedWith(2, "1 or more");
    }

    [Fact]
    public void Parameters_of_another_network_are_not_exported()
    {
        var model = scratch.Fresh("x.onnx");

        var run = ToolRun.Of("export", DigitSamples.Spec, "-w", Path.Combine(Fixtures, "plain.npz"), "-o", model);

        Assert.Equal((3, ""), (run.ExitCode, run.Out));
        Assert.Contains("  conv1.weight [16x1x3x3]", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(model));
    }

    private static string? Norm(string spec, string weights) =>
        ToolRun.Of("pathnorm", spec, "-w", weights, "--json").Succeeded().Json.GetProperty("norm").GetRawText();

    /// <summary>All trained numbers of a file, whatever tensors are called.</summary>
    private static float[] Numbers(string path)
    {
        using var file = SafetensorsFile.Open(path);
        return [.. file.Tensors.Where(tensor => !tensor.Name.Contains("num_batches", StringComparison.Ordinal)).SelectMany(tensor =>
        {
            var bytes = new byte[tensor.ByteLength];
            file.ReadBytes(tensor, bytes);
            return MemoryMarshal.Cast<byte, float>(bytes).ToArray();
        }).Order()];
    }
}
