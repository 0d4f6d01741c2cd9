using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.EndToEnd.Tests.Oracles;
using NetSpec.Reference;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Weights;
using NetSpec.Tests.Support;
using NetSpec.Tests.Support.Oracles;
using Xunit;

namespace NetSpec.EndToEnd.Tests.Engines;

/// <summary>The emitted classes against values that were computed outside of this repository.</summary>
public sealed class EmittedOracleTests
{
    public static TheoryData<string, SimdLevel> TinyCnns() => AtEachLevel([.. OracleFiles.TinyCnns.Select(cnn => cnn.Id)]);

    public static TheoryData<string, SimdLevel> Dags() => AtEachLevel([.. OracleFiles.Dags.Select(dag => dag.Id)]);

    public static TheoryData<string, string, SimdLevel> Networks()
    {
        var data = new TheoryData<string, string, SimdLevel> { { "ResNet50", "resnet50", SimdLevels.Best } };
        foreach (var simd in Enum.GetValues<SimdLevel>().Where(SimdLevels.IsSupported))
            data.Add("ResNet18", "resnet18", simd);
        return data;
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Torchvision_networks_give_the_expected_logits(string name, string oracle, SimdLevel simd)
    {
        var expected = OracleFiles.Network(oracle);
        var net = EmittedNets.ByName["Corpus.Nets." + name];
        var store = new ParameterStore(net.Layout, [.. DetWeights.Of(CorpusSpec.Nets[net.Name]).SelectMany(tensor => tensor)]);
        var logits = Forward(net, store, DetWeights.Input("input", 3 * 224 * 224), expected.Output.Count, simd, threads: 2);
        Assert.InRange(Closeness.Relative(logits, expected.Output), 0, 1e-5);
        Assert.Equal(expected.Output.Index().MaxBy(logit => logit.Item).Index, logits.Index().MaxBy(logit => logit.Item).Index);
    }

    /// <summary>Of PyTorch's definitions written out in plain loops of another language, in double precision.</summary>
    [Fact]
    public void A_block_of_a_vision_transformer_gives_the_expected_tokens()
    {
        var (parameters, input, expected) = OracleFiles.VitBlock();
        var net = EmittedNets.ByName["Corpus.Features.ViTBlock"];
        var spec = CorpusSpec.Nets[net.Name];
        Assert.Equal(parameters.Keys.Order().Select(name => "block." + name), spec.Parameters.Select(parameter => parameter.Name).Order());
        var tensors = spec.Parameters.Select(parameter => parameters[parameter.Name["block.".Length..]]).ToArray();
        var interpreted = Interpreter.Forward(spec, tensors, input)[0];
        Assert.All(expected.Zip(interpreted), pair => Assert.Equal(pair.First, pair.Second, 1e-13));
        foreach (var simd in Enum.GetValues<SimdLevel>().Where(SimdLevels.IsSupported))
        {
            var store = new ParameterStore(net.Layout, [.. tensors.SelectMany(Single)]);
            Assert.InRange(Closeness.Relative(Forward(net, store, Single(input), expected.Length, simd, threads: 2), expected), 0, 1e-6);
        }
    }

    [Theory]
    [MemberData(nameof(TinyCnns))]
    public void Tiny_networks_give_the_expected_output(string id, SimdLevel simd)
    {
        var (cnn, spec) = TinyCnnTests.Find(id);
        var net = EmittedNets.ByName[spec.FullName];
        var store = new ParameterStore(net.Layout);
        foreach (var (name, values) in cnn.Parameters)
            Single(values).CopyTo(store[name]);
        var output = Forward(net, store, Single(cnn.Input), cnn.Output.Count, simd, threads: 1);
        Assert.InRange(Closeness.Relative(output, cnn.Output), 0, 1e-6);
    }

    /// <summary>Almost all numbers of the cases are dyadic, so that a float holds every intermediate: then nothing is rounded.</summary>
    [Theory]
    [MemberData(nameof(Dags))]
    public void Dags_give_the_exact_output(string id, SimdLevel simd)
    {
        var (dag, spec) = DagTests.Find(id);
        var net = EmittedNets.ByName[spec.FullName];
        var store = new ParameterStore(net.Layout, [.. DagSpec.Parameters(dag, spec).SelectMany(Single)]);
        foreach (var evaluation in dag.Evaluations)
        {
            var output = Forward(net, store, Single(evaluation.X), dag.Outputs.Count, simd, threads: 1);
            if (FitsFloats(dag, evaluation))
                Assert.Equal(evaluation.Outputs, output.Select(value => (double)value));
            else
                Assert.InRange(Closeness.Relative(output, evaluation.Outputs), 0, 1e-6);
        }
    }

    [Fact]
    public void Floats_hold_every_intermediate_of_most_dags() =>
        Assert.InRange(OracleFiles.Dags.SelectMany(dag => dag.Evaluations.Select(evaluation => FitsFloats(dag, evaluation))).Average(fits => fits ? 1.0 : 0), 0.9, 1);

    private static TheoryData<string, SimdLevel> AtEachLevel(string[] ids)
    {
        var data = new TheoryData<string, SimdLevel>();
        foreach (var id in ids)
        foreach (var simd in Enum.GetValues<SimdLevel>().Where(SimdLevels.IsSupported))
            data.Add(id, simd);
        return data;
    }

    private static float[] Forward(EmittedNet net, ParameterStore store, float[] input, int outputs, SimdLevel simd, int threads)
    {
        var emitted = net.Create(store);
        using var workspace = emitted.Model.CreateWorkspace(simd: simd);
        var output = Enumerable.Repeat(float.NaN, outputs).ToArray();
        emitted.Forward([input], [output], 1, workspace, threads);
        return output;
    }

    private static float[] Single(IReadOnlyList<double> values) => [.. values.Select(value => (float)value)];

    /// <summary>Whether all products and partial sums of an evaluation are floats.</summary>
    private static bool FitsFloats(DagCase dag, DagEvaluation evaluation)
    {
        foreach (var neuron in dag.Neurons.Where(neuron => neuron.Activation != "input"))
        {
            var products = dag.Edges.Where(edge => edge.To == neuron.Id).Select(edge => edge.Weight * evaluation.Neurons[edge.From]).ToArray();
            var sum = 0.0;
            foreach (var term in products.Append(neuron.Bias))
            {
                sum = neuron.Activation == "kpool" ? term + neuron.Bias : sum + term;
                if (!IsFloat(term) || !IsFloat(sum))
                    return false;
            }
        }

        return evaluation.X.All(IsFloat) && dag.Edges.All(edge => IsFloat(edge.Weight));
    }

    private static bool IsFloat(double value) => (float)value == value;
}
