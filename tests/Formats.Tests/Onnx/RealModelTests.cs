using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using NetSpec.Formats.Onnx;
using NetSpec.Reference;
using NetSpec.Tests.Support;
using NetSpec.Tests.Support.Snapshots;
using Xunit;
using Xunit.Abstractions;

namespace NetSpec.Formats.Tests.Onnx;

/// <summary>A trained ResNet-18 of another framework, CNTK, opset 8, which the package Microsoft.ML.DnnImageFeaturizer.ResNet18 holds.</summary>
public sealed class RealModelTests(ITestOutputHelper output)
{
    private static string Path { get; } = System.IO.Path.Combine(
        typeof(RealModelTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "NuGetPackageRoot").Value!,
        "microsoft.ml.dnnimagefeaturizer.resnet18", "0.23.1", "tools", "DnnImageModels", "ResNet18Onnx", "ResNet18.onnx");

    [Fact]
    public void ResNet18_of_another_framework_computes_what_ONNX_Runtime_does()
    {
        Assert.True(File.Exists(Path), "the package was not restored");
        using var model = OnnxImporter.Import(Path);
        var input = DetWeights.Input("image", model.Net.Nodes[0].Shape.Size);
        using var runtime = new OnnxRuntime(Path);
        var expected = runtime.Run(1, (input, [.. model.Net.Nodes[0].Shape.Dims]))[0];
        var actual = Interpreter.Forward(model.Net, [.. model.Weights.Select(tensor => tensor.ToDoubles())], DetWeights.InDouble(input))[0];

        Assert.Equal(512, expected.Length);
        output.WriteLine(FormattableString.Invariant($"{model.Net.StoreSize} parameters; largest difference {Difference.Largest(actual, expected):g3} of the largest feature"));
        Difference.AssertSmall(actual, expected);
    }

    /// <summary>Its exporter numbered everything; blocks are found all the same.</summary>
    [Fact]
    public async Task Its_spec_reads_as_a_person_would_write_it()
    {
        using var model = OnnxImporter.Import(Path);

        await Snapshot.Verify(model.Spec, "netspec");
    }

    /// <summary>The hand-written ResNet-18 of the corpus, out and in again: the same network, in blocks and repeats of about as many lines.</summary>
    [Fact]
    public void ResNet18_comes_back_as_it_was_written_by_hand()
    {
        using var folder = new TemporaryFolder();
        var net = CorpusSpec.Nets["Corpus.Nets.ResNet18"];
        var path = folder.With("resnet18.onnx", ExportTests.Export(net, DetWeights.Of(net)));

        using var model = OnnxImporter.Import(path, new() { NetName = "ResNet18", Namespace = "Corpus.Nets" });

        Assert.Equal(net.Nodes.Select(node => (node.Op, node.Shape)), model.Net.Nodes.Select(node => (node.Op, node.Shape)));
        Assert.Equal(net.Parameters.Select(parameter => parameter.Name), model.Net.Parameters.Select(parameter => parameter.Name));
        Assert.Equal(3, model.Spec.Split("\nblock ").Length - 1);
        Assert.Contains("repeat i in 0..1", model.Spec, StringComparison.Ordinal);
        Assert.InRange(model.Spec.Split('\n').Length, 10, 35);
    }
}
