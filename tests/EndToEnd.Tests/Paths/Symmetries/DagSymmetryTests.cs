using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using NetSpec.EndToEnd.Tests.Oracles;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;
using NetSpec.Runtime.Paths;
using NetSpec.Tests.Support;
using NetSpec.Tests.Support.Oracles;
using Xunit;

namespace NetSpec.EndToEnd.Tests.Paths.Symmetries;

/// <summary>The DAGs' fields on symmetries, all 31 of them.</summary>
public sealed class DagSymmetryTests
{
    public static TheoryData<string> Ids() => DagSpecTests.Ids();

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rescaled_parameters_are_those_of_the_oracle_to_the_bit(string id)
    {
        var (dag, paths) = EmittedPaths.Dag(id);
        var rescaled = dag.Json.GetProperty("rescaled");
        var factors = rescaled.GetProperty("lambda_").EnumerateObject().ToDictionary(factor => factor.Name, factor => factor.Value.GetDouble(), StringComparer.Ordinal);
        Assert.Equal(factors.Keys.Order(StringComparer.Ordinal), paths.RescalingGroups.Select(group => group.Name).Order(StringComparer.Ordinal));

        var store = paths.Rescale([.. paths.RescalingGroups.Select(group => factors[group.Name])]);
        Assert.Equal(Expected(dag, rescaled), store.Values.ToArray().Select(value => (double)value));
        var other = EmittedPaths.Of(DagTests.Find(id).Net.FullName, store);
        Assert.Equal(paths.Lift().Paths.Select(path => path.Value), other.Lift().Paths.Select(path => path.Value));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Normalized_parameters_are_those_of_the_oracle(string id)
    {
        var (dag, paths) = EmittedPaths.Dag(id);
        foreach (var normalised in dag.Json.GetProperty("normalised").EnumerateObject())
        {
            var q = double.Parse(normalised.Name, System.Globalization.CultureInfo.InvariantCulture);
            var result = paths.Normalize(q);
            var expected = Expected(dag, normalised.Value);
            Assert.All(result.Effective.ToArray().Zip(expected), pair => Assert.InRange(pair.First, pair.Second - (1e-14 * Math.Abs(pair.Second)), pair.Second + (1e-14 * Math.Abs(pair.Second))));
            Assert.All(result.ToStore().Values.ToArray().Zip(expected), pair => Assert.Equal((float)pair.Second, pair.First, 1e-6 * Math.Abs(pair.Second)));

            // Theorem 3.3.2: of normalized parameters Π is the norm of what enters the outputs, and so is the path norm.
            var entering = OutputNorms(paths, result.Effective, q);
            foreach (var pi in normalised.Value.GetProperty("Pi_after_r").EnumerateObject())
            {
                var r = pi.Name == "inf" ? double.PositiveInfinity : double.Parse(pi.Name, System.Globalization.CultureInfo.InvariantCulture);
                Assert.InRange(Norm(entering, r), pi.Value.GetDouble() * (1 - 1e-14), pi.Value.GetDouble() * (1 + 1e-14));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_hidden_neuron_of_normalized_parameters_has_norm_1_or_is_dead(string id)
    {
        var (_, paths) = EmittedPaths.Dag(id);
        foreach (var q in new[] { 0.5, 1, 2, 3, double.PositiveInfinity })
        {
            var theta = paths.Normalize(q).Effective.ToArray();
            foreach (var (layer, neuron) in Hidden(paths.Architecture))
            {
                var norm = Norm(Entering(layer, neuron, theta), q);
                Assert.True(norm == 0 || Math.Abs(norm - 1) < 1e-14, $"{layer.NameOf(neuron)} has norm {norm}");
            }

            if (double.IsFinite(q))
                Assert.InRange(Closeness.Relative(NeuronSweeps.PathSums(paths.Architecture, theta, q), NeuronSweeps.PathSums(paths.Architecture, EffectiveParameters.Of(paths.Architecture, paths.Parameters), q)), 0, 1e-13);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Dead_neurons_are_those_of_the_oracle(string id)
    {
        var (dag, paths) = EmittedPaths.Dag(id);
        var dead = paths.FindDeadNeurons().Where(neuron => neuron.Input != Death.None).ToArray();
        Assert.Equal(Names(dag, "input_dead_hidden"), dead.Where(neuron => neuron.Input == Death.Own).Select(neuron => neuron.Name));
        Assert.Equal(Names(dag, "input_dead_after_algorithm"), dead.Select(neuron => neuron.Name));
    }

    private static IEnumerable<string> Names(DagCase dag, string property) =>
        dag.Json.GetProperty(property).EnumerateArray().Select(name => name.GetString()!);

    /// <summary>The parameters of a field, in the order of the store.</summary>
    private static double[] Expected(DagCase dag, JsonElement field)
    {
        var biases = field.GetProperty("biases");
        var other = dag with
        {
            Edges = [.. field.GetProperty("weights").EnumerateArray().Select(edge => new DagEdge(edge[0].GetString()!, edge[1].GetString()!, edge[2].GetDouble()))],
            Neurons = [.. dag.Neurons.Select(neuron => biases.TryGetProperty(neuron.Id, out var bias) ? neuron with { Bias = bias.GetDouble() } : neuron)],
        };
        return [.. DagSpec.Parameters(other, DagTests.Find(dag.Id).Net).SelectMany(tensor => tensor)];
    }

    private static double[] OutputNorms(PathAnalysis paths, ReadOnlySpan<double> theta, double q)
    {
        var values = theta.ToArray();
        return [.. paths.Architecture.Outputs
            .Select(output => paths.Architecture.Layers[output])
            .SelectMany(layer => layer is ConcatLayer ? layer.Inputs.Select(input => paths.Architecture.Layers[input]) : [layer])
            .SelectMany(layer => Enumerable.Range(0, layer.Size).Select(neuron => Norm(Entering(layer, neuron, values), q)))];
    }

    private static IEnumerable<(Layer Layer, int Neuron)> Hidden(Architecture architecture) => architecture.Layers
        .Where((layer, i) => layer is NeuronsLayer && !architecture.Outputs.Contains(i))
        .SelectMany(layer => Enumerable.Range(0, layer.Size).Select(neuron => (layer, neuron)))
        .Where(place => !architecture.Outputs.Any(output => architecture.Layers[output] is ConcatLayer concat && concat.Inputs.Any(input => architecture.Layers[input] == place.layer)));

    private static IEnumerable<double> Entering(Layer layer, int neuron, double[] theta) =>
        ((NeuronsLayer)layer).Neurons[neuron].Edges.Select(edge => theta[edge.Parameter]).Append(layer.BiasOf(neuron) < 0 ? 0 : theta[layer.BiasOf(neuron)]);

    private static double Norm(IEnumerable<double> values, double p) => double.IsInfinity(p)
        ? values.Max(Math.Abs)
        : Math.Pow(values.Sum(value => Math.Pow(Math.Abs(value), p)), 1 / p);
}
