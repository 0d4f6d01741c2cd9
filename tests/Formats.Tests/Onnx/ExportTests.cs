using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Formats.Onnx;
using NetSpec.Formats.Tensors;
using NetSpec.Runtime.Weights;
using NetSpec.Tests.Support;
using NetSpec.Reference;
using Xunit;

namespace NetSpec.Formats.Tests.Onnx;

/// <summary>Every network of the corpus, exported, in ONNX Runtime, against the interpreter in double precision.</summary>
public sealed class ExportTests
{
    private const int Batch = 2;

    /// <summary>Multiply-adds of a sample that the interpreter does in a test; larger networks are in <see cref="LargeExportTests"/>.</summary>
    private const long MostMultiplyAdds = 40_000_000;

    public static TheoryData<string> Names => [.. CorpusSpec.Nets.Values.Where(net => MultiplyAdds(net) <= MostMultiplyAdds).Select(net => net.FullName)];

    [Theory]
    [MemberData(nameof(Names))]
    public void ONNX_Runtime_computes_what_the_interpreter_does(string name) => Compare(CorpusSpec.Nets[name]);

    /// <summary>A map of one position counts as a vector.</summary>
    [Theory]
    [InlineData("rmsnorm")]
    [InlineData("rmsnorm -> reshape(4)")]
    [InlineData("layernorm")]
    [InlineData("softmax")]
    [InlineData("linear(3)")]
    [InlineData("topk(2)")]
    [InlineData("groupsort(2)")]
    [InlineData("gelu(tanh=true)")]
    public void A_map_of_one_position_is_written_as_what_it_is(string stages) =>
        Compare(Assert.Single(SpecCompiler.Compile($"net N {{\n    input x : 4x1x1\n    output y = x -> {stages}\n}}\n").Nets));

    private static void Compare(Net net)
    {
        var tensors = DetWeights.Of(net);
        var samples = Enumerable.Range(0, Batch).Select(sample => Inputs(net, sample)).ToArray();
        using var runtime = new OnnxRuntime(Export(net, tensors));
        var outputs = runtime.Run(Batch, [.. net.Inputs.Select((id, i) => (samples.SelectMany(sample => sample[i]).ToArray(), net.Nodes[id].Shape.Dims.ToArray()))]);

        for (var sample = 0; sample < Batch; sample++)
        {
            var expected = Interpreter.Forward(net, DetWeights.InDouble(tensors), DetWeights.InDouble(samples[sample]));
            for (var output = 0; output < expected.Length; output++)
            {
                var size = expected[output].Length;
                Difference.AssertSmall(expected[output], outputs[output].AsSpan(sample * size, size));
            }
        }
    }

    /// <summary>A batch that is said is the only one that the model takes.</summary>
    [Fact]
    public void The_batch_can_be_fixed()
    {
        var net = CorpusSpec.Nets["Corpus.Nets.MlpSmall"];
        using var runtime = new OnnxRuntime(Export(net, DetWeights.Of(net), new ExportOptions { Batch = 2 }));
        var size = net.Nodes[0].Shape.Size;

        Assert.Single(runtime.Run(2, (new float[2 * size], [size])));
        Assert.ThrowsAny<Exception>(() => runtime.Run(3, (new float[3 * size], [size])));
    }

    [Fact]
    public void A_store_of_another_net_is_refused()
    {
        var store = new ParameterStore(NetParameters.LayoutOf(CorpusSpec.Nets["Corpus.Nets.MlpSmall"]));

        Assert.Throws<ArgumentException>(() => OnnxExporter.Export(CorpusSpec.Nets["Corpus.Nets.UNet"], store, new MemoryStream()));
    }

    internal static long MultiplyAdds(Net net) => net.Nodes.Where(node => node.Inputs.Count > 0).Sum(node => node.Op.MultiplyAdds([.. node.Inputs.Select(i => net.Nodes[i].Shape)], node.Shape));

    /// <summary>A sample of each input; of one of whole numbers, some of its vocabulary.</summary>
    internal static float[][] Inputs(Net net, int sample) => [.. net.Inputs.Select(id =>
    {
        var values = DetWeights.Input(FormattableString.Invariant($"{net.Nodes[id].Name}.{sample}"), net.Nodes[id].Shape.Size);
        return Embedding.VocabularyOf(net, id) is { } vocabulary
            ? Array.ConvertAll(values, value => MathF.Floor(MathF.Abs(value) * 9973) % vocabulary)
            : values;
    })];

    internal static byte[] Export(Net net, float[][] tensors, ExportOptions? options = null)
    {
        var stream = new MemoryStream();
        OnnxExporter.Export(net, Store(net, tensors), stream, options);
        return stream.ToArray();
    }

    internal static ParameterStore Store(Net net, float[][] tensors)
    {
        var store = new ParameterStore(NetParameters.LayoutOf(net));
        for (var i = 0; i < tensors.Length; i++)
        {
            tensors[i].CopyTo(store[i]);
        }

        return store;
    }
}
