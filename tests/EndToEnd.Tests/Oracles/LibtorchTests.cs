using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.EndToEnd.Tests.Engines;
using NetSpec.Reference;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Weights;
using NetSpec.Tests.Support;
using NetSpec.Tests.Support.Oracles;
using Xunit;

namespace NetSpec.EndToEnd.Tests.Oracles;

/// <summary>The emitted classes and the interpreter against what libtorch computed, of the same weights and inputs (tests/Oracles/README.md).</summary>
public sealed class LibtorchTests
{
    // Of the largest number of an output.
    private const double Tolerance = 1e-5;

    private const string WholeTransformer = "Corpus.Nets.ViTSmall16";

    private static readonly Lazy<IReadOnlyDictionary<string, IReadOnlyDictionary<string, double[]>>> Expected = new(OracleFiles.Libtorch);

    public static TheoryData<string, SimdLevel> Cases()
    {
        var data = new TheoryData<string, SimdLevel>();
        foreach (var net in Expected.Value.Keys)
        foreach (var simd in Enum.GetValues<SimdLevel>().Where(SimdLevels.IsSupported).Where(simd => net != WholeTransformer || simd == SimdLevels.Best))
            data.Add(net, simd);
        return data;
    }

    public static TheoryData<string> SmallNets() => [.. Expected.Value.Keys.Where(net => net != WholeTransformer)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_emitted_class_computes_what_libtorch_computes(string name, SimdLevel simd)
    {
        var net = CorpusSpec.Nets[name];
        var emitted = EmittedNets.ByName[name];
        var model = emitted.Create(new ParameterStore(emitted.Layout, [.. DetWeights.Of(net).SelectMany(tensor => tensor)]));
        using var workspace = model.Model.CreateWorkspace(simd: simd);
        float[][] outputs = [.. net.Outputs.Select(output => Enumerable.Repeat(float.NaN, net.Nodes[output.Node].Shape.Size).ToArray())];
        model.Forward([Input(net)], outputs, 1, workspace, 2);
        Compare(net, outputs);
    }

    [Theory]
    [MemberData(nameof(SmallNets))]
    public void The_interpreter_computes_what_libtorch_computes(string name)
    {
        var net = CorpusSpec.Nets[name];
        var outputs = Interpreter.Forward(net, DetWeights.InDouble(DetWeights.Of(net)), DetWeights.InDouble(Input(net)));
        Compare(net, [.. outputs.Select(output => output.Select(value => (float)value).ToArray())]);
    }

    [Fact]
    public void Every_net_that_was_made_for_libtorch_is_in_the_file() => Assert.Equal(
        new CorpusSpec("features/libtorch.netspec").Compile().Nets.Select(net => net.FullName).Append(WholeTransformer).Order(StringComparer.Ordinal),
        Expected.Value.Keys.Order(StringComparer.Ordinal));

    private static float[] Input(Net net) => [.. DetWeights.Input("input", net.Nodes[net.Inputs[0]].Shape.Size).Select(value => 4 * value)];

    private static void Compare(Net net, IReadOnlyList<float[]> outputs)
    {
        var expected = Expected.Value[net.FullName];
        Assert.Equal(net.Outputs.Select(output => output.Name), expected.Keys);
        Assert.All(net.Outputs.Zip(outputs), pair => Assert.InRange(Closeness.Relative(pair.Second, expected[pair.First.Name]), 0, Tolerance));
    }
}
