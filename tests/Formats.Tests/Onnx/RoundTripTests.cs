using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Formats.Onnx;
using NetSpec.Formats.Onnx.Exporting;
using NetSpec.Formats.Tensors;
using NetSpec.Tests.Support;
using NetSpec.Reference;
using Xunit;

namespace NetSpec.Formats.Tests.Onnx;

/// <summary>From spec to ONNX and back: the same parameters, bit for bit, and the same function.</summary>
public sealed class RoundTripTests
{
    /// <summary>Not ops that ONNX has in several operators only, or, for a normalisation without weights, with weights; and no sequences, which are written but not read.</summary>
    private static bool IsPlain(Node node) => !node.Shape.IsSequence && node.Op is not (Neurons or GroupSort or TopK or MaxPool2D { K: > 1 } or AdaptiveAvgPool2D { OutHeight: > 1 } or AdaptiveAvgPool2D { OutWidth: > 1 } or BatchNorm { IsAffine: false } or Gelu { UsesTanh: true });

    public static TheoryData<string> Names =>
        [.. CorpusSpec.Nets.Values.Where(net => net.Nodes.All(IsPlain) && ExportTests.MultiplyAdds(net) <= 40_000_000).Select(net => net.FullName)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Parameters_and_function_come_back(string name)
    {
        var net = CorpusSpec.Nets[name];
        var tensors = DetWeights.Of(net);
        using var folder = new TemporaryFolder();
        using var model = OnnxImporter.Import(folder.With("model.onnx", ExportTests.Export(net, tensors)));
        var back = model.Weights.ToDictionary(tensor => tensor.Name, tensor => tensor.ToFloats());

        Assert.Equal(net.Parameters.Select(Described).Order(StringComparer.Ordinal), model.Net.Parameters.Select(Described).Order(StringComparer.Ordinal));
        Assert.All(net.Parameters.Zip(tensors), pair => Assert.True(pair.Second.AsSpan().SequenceEqual(back[pair.First.Name]), pair.First.Name));
        var inputs = DetWeights.InDouble(ExportTests.Inputs(net, 0));
        Assert.Equal(
            Interpreter.Forward(net, DetWeights.InDouble(tensors), inputs),
            Interpreter.Forward(model.Net, [.. model.Net.Parameters.Select(parameter => DetWeights.InDouble(back[parameter.Name]))], inputs));
    }

    /// <summary>The importer's ResNet-18 has the ops, edges and parameters of the one that was written by hand.</summary>
    [Fact]
    public void ResNet18_is_the_one_that_was_written_by_hand()
    {
        var net = CorpusSpec.Nets["Corpus.Nets.ResNet18"];
        var tensors = DetWeights.Of(net);
        using var folder = new TemporaryFolder();
        using var model = OnnxImporter.Import(folder.With("resnet18.onnx", ExportTests.Export(net, tensors)), new ImportOptions { NetName = "ResNet18", Namespace = "Corpus.Nets" });

        Assert.Equal(net.Parameters.Select(Described), model.Net.Parameters.Select(Described));
        Assert.Equal(net.Nodes.Select(Edges), model.Net.Nodes.Select(Edges));
        Assert.All(net.Parameters.Zip(tensors), pair => Assert.True(pair.Second.AsSpan().SequenceEqual(model.Weights.Single(tensor => tensor.Name == pair.First.Name).ToFloats())));

        static (Op, string, string) Edges(Node node) => (node.Op, string.Join(' ', node.Inputs), string.Join(' ', node.Parameters));
    }

    /// <summary>Weights in a file beside the model, as for models of over 2 GiB.</summary>
    [Fact]
    public void External_data_come_back()
    {
        var net = CorpusSpec.Nets["Corpus.Nets.MlpSmall"];
        var tensors = DetWeights.Of(net);
        using var folder = new TemporaryFolder();
        var writer = new ModelWriter(net, NetParameters.Entries(ExportTests.Store(net, tensors)), null);
        using (var file = File.Create(folder.PathOf("model.onnx")))
            writer.Write(file, "model.onnx.data");
        using (var file = File.Create(folder.PathOf("model.onnx.data")))
            writer.WriteExternal(file);
        using var model = OnnxImporter.Import(folder.PathOf("model.onnx"));
        using var runtime = new OnnxRuntime(folder.PathOf("model.onnx"));

        Assert.All(model.Weights.Zip(tensors), pair => Assert.Equal(pair.Second, pair.First.ToFloats()));
        Assert.Single(runtime.Run(1, (new float[net.Nodes[0].Shape.Size], [net.Nodes[0].Shape.Size])));
    }

    [Theory]
    [InlineData("../outside.data", "only files in the model's folder")]
    [InlineData("/outside.data", "only files in the model's folder")]
    [InlineData("missing.data", "no such file")]
    public void External_data_lie_beside_the_model(string location, string told)
    {
        var net = CorpusSpec.Nets["Corpus.Nets.MlpSmall"];
        using var folder = new TemporaryFolder();
        using (var file = File.Create(folder.PathOf("model.onnx")))
            new ModelWriter(net, NetParameters.Entries(ExportTests.Store(net, DetWeights.Of(net))), null).Write(file, location);

        Assert.Contains(told, Assert.Throws<ModelFormatException>(() => OnnxImporter.Import(folder.PathOf("model.onnx"))).Message, StringComparison.Ordinal);
    }

    private static string Described(Parameter parameter) => $"{parameter.Name} {string.Join('x', parameter.Dims)}";
}
