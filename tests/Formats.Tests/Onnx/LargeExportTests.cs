using System;
using System.Linq;
using Corpus.Nets;
using NetSpec.Formats.Onnx;
using NetSpec.Runtime.Weights;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Formats.Tests.Onnx;

/// <summary>Networks that are too large for the interpreter, exported, in ONNX Runtime, against the emitted code.</summary>
public sealed class LargeExportTests
{
    [Fact]
    public void ResNet18_computes_what_the_emitted_code_does() =>
        Check("Corpus.Nets.ResNet18", ResNet18.Layout, (store, x, y) => new ResNet18(store).Forward(x, y, 1));

    [Fact]
    public void MobileNet_computes_what_the_emitted_code_does() =>
        Check("Corpus.Nets.MobileNetV1", MobileNetV1.Layout, (store, x, y) => new MobileNetV1(store).Forward(x, y, 1));

    [Fact]
    public void SqueezeNet_computes_what_the_emitted_code_does() =>
        Check("Corpus.Nets.SqueezeNet", SqueezeNet.Layout, (store, x, y) => new SqueezeNet(store).Forward(x, y, 1));

    [Fact]
    public void MobileNetV3_computes_what_the_emitted_code_does() =>
        Check("Corpus.Nets.MobileNetV3Small", MobileNetV3Small.Layout, (store, x, y) => new MobileNetV3Small(store).Forward(x, y, 1));

    [Fact]
    public void ShuffleNet_computes_what_the_emitted_code_does() =>
        Check("Corpus.Nets.ShuffleNetV2", ShuffleNetV2.Layout, (store, x, y) => new ShuffleNetV2(store).Forward(x, y, 1));

    [Fact]
    public void GoogLeNet_computes_what_the_emitted_code_does() =>
        Check("Corpus.Nets.GoogLeNet", GoogLeNet.Layout, (store, x, y) => new GoogLeNet(store).Forward(x, y, 1));

    [Fact]
    public void A_vision_transformer_computes_what_the_emitted_code_does() =>
        Check("Corpus.Nets.ViTSmall16", ViTSmall16.Layout, (store, x, y) => new ViTSmall16(store).Forward(x, y, 1));

    private static void Check(string name, ParameterLayout layout, Action<ParameterStore, float[], float[]> forward)
    {
        var net = CorpusSpec.Nets[name];
        var tensors = DetWeights.Of(net);
        var store = new ParameterStore(layout);
        for (var i = 0; i < tensors.Length; i++)
        {
            tensors[i].CopyTo(store[i]);
        }

        var input = DetWeights.Input(name, net.Nodes[net.Inputs[0]].Shape.Size);
        var actual = new float[net.Nodes[net.Outputs[0].Node].Shape.Size];
        forward(store, input, actual);
        using var runtime = new OnnxRuntime(ExportTests.Export(net, tensors));

        Difference.AssertSmall(runtime.Run(1, (input, [.. net.Nodes[net.Inputs[0]].Shape.Dims]))[0], actual);
    }
}
