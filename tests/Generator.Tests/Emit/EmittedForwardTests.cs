using System;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Runtime.Cpu;
using NetSpec.Tests.Support.Reference;
using Xunit;

namespace NetSpec.Generator.Tests.Emit;

/// <summary>Emitted models against the reference interpreter: whatever was fused, shared or reordered, the function is the same.</summary>
public sealed class EmittedForwardTests
{
    private const int RandomNets = 60;

    public static TheoryData<string> Features => [.. FeatureNets.All.Where(net => net.Value.Passes.Count > 0).Select(net => net.Key)];

    [Theory]
    [MemberData(nameof(Features))]
    public void A_feature_computes_what_its_net_says(string feature) => Check(FeatureNets.All[feature]);

    [Fact]
    public void Random_nets_compute_what_they_say()
    {
        var nets = Enumerable.Range(0, RandomNets).Select(RandomNet.Of).ToArray();
        foreach (var (net, model) in nets.Zip(EmittedModel.Of(nets)))
        {
            Check(net, model, new Random(1));
        }
    }

    [Theory]
    [InlineData(40)]
    [InlineData(450)]
    public void Neurons_split_over_methods_compute_what_they_say(int count) => Check(NeuronNets.Deep(count));

    [Fact]
    public void Neurons_with_many_antecedents_compute_what_they_say() => Check(NeuronNets.Wide(700));

    private static void Check(Net net) => Check(net, EmittedModel.Of(net)[0], new Random(1));

    private static void Check(Net net, EmittedModel model, Random random)
    {
        const int Batch = 3;
        var parameters = net.Parameters
            .Select(p => Enumerable.Range(0, (int)p.Size).Select(_ => p.Role == ParameterRole.RunningVariance ? random.NextDouble() + 0.5 : (random.NextDouble() * 2) - 1).Select(v => (double)(float)v).ToArray())
            .ToArray();
        var samples = Enumerable.Range(0, Batch)
            .Select(_ => net.Inputs.Select(id => Enumerable.Range(0, net.Nodes[id].Shape.Size).Select(_ => (double)(float)((random.NextDouble() * 2) - 1)).ToArray()).ToArray())
            .ToArray();
        var expected = samples.Select(sample => Interpreter.Forward(net, parameters, sample)).ToArray();

        var store = parameters.SelectMany(tensor => tensor).Select(v => (float)v).ToArray();
        var inputs = net.Inputs.Select((_, i) => Join([.. samples.Select(sample => sample[i])], net.Layout)).ToArray();
        Compare(model.Forward(store, inputs, Batch), "own workspace");
        foreach (var simd in Enum.GetValues<SimdLevel>().Where(SimdLevels.IsSupported))
        {
            Compare(model.Forward(store, inputs, Batch, images: 2, threads: 2, simd), simd.ToString());
        }

        void Compare(float[][] actual, string engine)
        {
            for (var i = 0; i < net.Outputs.Count; i++)
            {
                var wanted = Join([.. expected.Select(sample => sample[i])], net.Layout);
                var scale = 1 + wanted.Max(Math.Abs);
                for (var j = 0; j < wanted.Length; j++)
                {
                    var difference = Math.Abs(wanted[j] - actual[i][j]);
                    Assert.True(difference <= 1e-4 * scale, $"{net.Name}, {engine}: {net.Outputs[i].Name}[{j}] is {actual[i][j]}, not {wanted[j]}");
                }
            }
        }
    }

    private static float[] Join(double[][] samples, BatchLayout layout) => layout == BatchLayout.BatchFirst
        ? [.. samples.SelectMany(sample => sample).Select(v => (float)v)]
        : [.. Enumerable.Range(0, samples[0].Length).SelectMany(i => samples.Select(sample => (float)sample[i]))];
}
