using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetSpec.Dsl;
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

    /// <summary>More parameters than a dense layer has are a warning of the spec, and no reason to refuse a model.</summary>
    [Fact]
    public void Sparse_layers_that_are_larger_than_dense_ones_come_back()
    {
        var net = Net("input x : 2", "output y = x -> lowrank(24, 2) as l");
        using var folder = new TemporaryFolder();
        using var model = OnnxImporter.Import(folder.With("model.onnx", ExportTests.Export(net, DetWeights.Of(net))));

        Assert.Equal(net.Parameters.Select(Described).Order(StringComparer.Ordinal), model.Net.Parameters.Select(Described).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_input_that_nothing_depends_on_is_left_out_with_a_note()
    {
        var net = Net("input x : 2", "input u : 3", "output y = x -> relu");
        using var folder = new TemporaryFolder();
        using var model = OnnxImporter.Import(folder.With("model.onnx", ExportTests.Export(net, DetWeights.Of(net))));

        Assert.Equal(["x"], model.Inputs.Select(port => port.Name));
        Assert.Contains("the input 'u' is left out, as no output depends on it", model.Report.Notes);
    }

    private static Net Net(params string[] lines) =>
        Assert.Single(SpecCompiler.Compile("net N {\n" + string.Concat(lines.Select(line => $"    {line}\n")) + "}\n").Nets);

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
