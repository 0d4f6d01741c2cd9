using System;
using System.Linq;
using NetSpec.EndToEnd.Tests.Engines;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;
using NetSpec.Runtime.Weights;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.EndToEnd.Tests.Paths.Symmetries;

public sealed class NormalizationTests
{
    private const string ResNet18 = "Corpus.Nets.ResNet18";

    public static TheoryData<string> Small() => [.. EmittedNets.InTheory.Select(net => net.Name)];

    public static TheoryData<string> Tiny() =>
        [.. EmittedNets.InTheory.Select(net => net.Name).Where(name => CorpusSpec.Nets[name].Nodes.Sum(node => (long)node.Shape.Size) < 3000)];

    [Theory]
    [MemberData(nameof(Small))]
    public void The_function_stays(string name)
    {
        var samples = Engines.Samples.Of(name);
        foreach (var store in new[] { SymmetricNet.Store(name), WithDeadChannels(name) })
        {
            var expected = SymmetricNet.Forward(name, store, samples, 2).Select(value => (double)value).ToArray();
            foreach (var q in new[] { 1, 2, double.PositiveInfinity })
            {
                var normalized = EmittedPaths.Of(name, store).Normalize(q).ToStore();
                Assert.InRange(Closeness.Relative(SymmetricNet.Forward(name, normalized, samples, 2), expected), 0, 1e-5);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Tiny))]
    public void The_paths_stay(string name)
    {
        foreach (var store in new[] { SymmetricNet.Store(name), WithDeadChannels(name) })
        {
            var paths = EmittedPaths.Of(name, store);
            var theta = EffectiveParameters.Of(paths.Architecture, store);
            foreach (var q in new[] { 0.5, 1, 3 })
            {
                var normalized = paths.Normalize(q).Effective;
                Assert.InRange(Closeness.Relative(NeuronSweeps.PathSums(paths.Architecture, normalized, q), NeuronSweeps.PathSums(paths.Architecture, theta, q)), 0, 1e-13);
            }

            var x = DetWeights.Input("x", paths.Architecture.Inputs.Sum(input => paths.Architecture.Layers[input].Size)).Select(value => (double)value).ToArray();
            Assert.InRange(Closeness.Relative(NeuronSweeps.Forward(paths.Architecture, paths.Normalize(1).Effective, x), NeuronSweeps.Forward(paths.Architecture, theta, x)), 0, 1e-12);
        }
    }

    /// <summary>Kernels have norm 1 and batch-norms, where no stream is tied to an earlier layer; the first of a stream has.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Channels_of_ResNet18_have_norm_1(double q)
    {
        var paths = EmittedPaths.Of(ResNet18, SymmetricNet.Store(ResNet18));
        var theta = paths.Normalize(q).Effective.ToArray();
        foreach (var layer in paths.Architecture.Layers)
        {
            var isLater = layer.Name.EndsWith("downsample.1", StringComparison.Ordinal) || layer.Name is "layer1.0.bn2" || layer.Name.EndsWith(".1.bn2", StringComparison.Ordinal);
            var width = layer is ConvLayer ? layer.Operands[0].Channels * ((ConvLayer)layer).Kernel.Height * ((ConvLayer)layer).Kernel.Width : 1;
            for (var channel = 0; channel < layer.Shape.Channels; channel++)
            {
                var norm = layer switch
                {
                    ConvLayer conv => theta.AsSpan(conv.Weight + (channel * width), width).ToArray().Sum(value => Math.Pow(Math.Abs(value), q)),
                    BatchNormLayer norms => Math.Pow(Math.Abs(theta[norms.Gamma + channel]), q) + Math.Pow(Math.Abs(theta[norms.Beta + channel]), q),
                    _ => 1,
                };
                Assert.True(isLater || Math.Abs(norm - 1) < 1e-12, $"{layer.Name}[{channel}] has the norm {norm}");
            }
        }
    }

    [Fact]
    public void Norms_of_ResNet18_stay()
    {
        var store = SymmetricNet.Store(ResNet18);
        var paths = EmittedPaths.Of(ResNet18, store);
        var normalized = EmittedPaths.Of(ResNet18, paths.Normalize(1).ToStore());
        Assert.Equal(paths.Norm(1, 1).Log2, normalized.Norm(1, 1).Log2, 1e-5);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void The_q_of_a_norm_is_positive(double q) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => EmittedPaths.Of("Corpus.Nets.MlpDigits", SymmetricNet.Store("Corpus.Nets.MlpDigits")).Normalize(q));

    /// <summary>What enters the first channel of each layer is 0, but for what a batch-norm's mean makes of it.</summary>
    private static ParameterStore WithDeadChannels(string name)
    {
        var store = SymmetricNet.Store(name);
        foreach (var parameter in store.Layout)
        {
            if (parameter.Role is ParameterRole.Weight or ParameterRole.Bias && parameter.Dims[0] > 1)
                store[parameter][..(parameter.Size / parameter.Dims[0])].Clear();
        }

        return store;
    }
}
