using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using NetSpec.EndToEnd.Tests.Oracles;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Paths;
using NetSpec.Tests.Support.Oracles;
using Xunit;

namespace NetSpec.EndToEnd.Tests.Paths.Lifting;

/// <summary>Gates, paths and path-activations of the 31 DAGs, bit for bit.</summary>
public sealed class DagLiftingTests
{
    public static TheoryData<string> Ids() => DagSpecTests.Ids();

    [Theory]
    [MemberData(nameof(Ids))]
    public void Paths_come_in_order_with_their_products(string id)
    {
        var (dag, paths) = EmittedPaths.Dag(id);
        var lifting = paths.Lift();
        Assert.Equal(dag.Json.GetProperty("num_paths").GetInt32(), lifting.Paths.Count);
        Assert.Equal(dag.Json.GetProperty("phi_l1").GetDouble(), lifting.Paths.Sum(path => Math.Abs(path.Value)));

        // The largest case lists no paths.
        if (!dag.Json.TryGetProperty("paths", out var expected))
            return;

        Assert.Equal(
            expected.EnumerateArray().Select(path => (path[0].GetString()!, path[1].GetDouble())),
            lifting.Paths.Select(path => (path.ToString(), path.Value)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Path_activations_select_the_paths_that_make_the_output(string id)
    {
        var (dag, paths) = EmittedPaths.Dag(id);
        var lifting = paths.Lift();
        foreach (var (expected, evaluation) in dag.Evaluations.Zip(dag.Json.GetProperty("evaluations").EnumerateArray()))
        {
            var activations = lifting.Activations(X(expected));
            if (evaluation.TryGetProperty("path_activations", out var bits))
                Assert.Equal(bits.GetString(), activations.ToString());
            Assert.Equal(evaluation.GetProperty("active_paths").GetInt32(), activations.Count);
            Assert.Equal(evaluation.GetProperty("A_T_phi").EnumerateArray().Select(Numbers), activations.Coefficients);
            Assert.Equal(expected.Outputs, activations.Outputs);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Evaluation_records_every_neuron_and_what_is_active(string id)
    {
        var (dag, paths) = EmittedPaths.Dag(id);
        foreach (var (expected, evaluation) in dag.Evaluations.Zip(dag.Json.GetProperty("evaluations").EnumerateArray()))
        {
            var at = paths.Evaluate(X(expected));
            Assert.Equal(expected.Outputs, at.Outputs);
            var places = dag.Neurons.ToDictionary(neuron => neuron.Id, neuron => EmittedPaths.Find(paths.Architecture, neuron.Id));
            Assert.Equal(expected.Neurons, places.ToDictionary(place => place.Key, place => at.Values(place.Value.Layer)[place.Value.Index]));

            var active = evaluation.GetProperty("active_neurons").EnumerateArray().Select(neuron => neuron.GetString()!).Order();
            Assert.Equal(active, places.Where(place => at.IsActive(place.Value.Layer, place.Value.Index)).Select(place => place.Key).Order());
            Assert.Equal(active.Count(), at.ActiveNeurons);
            Assert.Equal(
                evaluation.GetProperty("active_edges").EnumerateArray().Select(edge => (edge[0].GetString()!, edge[1].GetString()!)).Order(),
                ActiveEdges(paths.Architecture, at).Order());
        }
    }

    private static float[] X(DagEvaluation evaluation) => [.. evaluation.X.Select(value => (float)value)];

    private static IEnumerable<double> Numbers(JsonElement array) => array.EnumerateArray().Select(value => value.GetDouble());

    private static List<(string From, string To)> ActiveEdges(Architecture architecture, Evaluation at)
    {
        var edges = new List<(string, string)>();
        for (var layer = 0; layer < architecture.Layers.Count; layer++)
        {
            var visitor = new Visitor(architecture, layer, at, edges);
            architecture.Layers[layer].VisitEdges(ref visitor);
        }

        return edges;
    }

    private struct Visitor(Architecture architecture, int layer, Evaluation at, List<(string, string)> edges) : IEdgeVisitor
    {
        private int _target = -1, _edge;

        public void Edge(int target, int operand, int source, int parameter, double constant)
        {
            _edge = target == _target ? _edge + 1 : 0;
            _target = target;
            if (at.IsActive(layer, target, _edge))
                edges.Add((architecture.Layers[architecture.Layers[layer].Inputs[operand]].NameOf(source), architecture.Layers[layer].NameOf(target)));
        }
    }
}
