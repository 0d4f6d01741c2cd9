using System.Collections.Generic;
using System.Linq;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;

namespace NetSpec.Runtime.Paths.Merging;

/// <summary>
/// A hidden identity neuron v goes into the neurons t that read it: the edge u→t gets θ^{u→v}θ^{v→t} on top of what it has,
/// and t the bias b_vθ^{v→t}. Not into k-max-pool neurons, whose antecedents must stay apart.
/// </summary>
internal static class NeuronMerge
{
    /// <summary>Merges the neuron at a position into its readers, if that can be done.</summary>
    public static bool Try(MergeGraph graph, int position)
    {
        if (graph[position] is not NeuronsLayer { Neurons: [{ Activation: Activation.Identity } neuron] } layer || graph.IsOutput(position))
            return false;

        int[] readers = [.. graph.Readers(position).Distinct()];
        if (readers.Length == 0 || readers.Any(reader => !CanTake(graph[reader], position)))
            return false;

        foreach (var reader in readers)
        {
            graph.Replace(reader, Merge(graph, (NeuronsLayer)graph[reader], position, layer, neuron), position);
        }

        return true;
    }

    private static bool CanTake(Layer reader, int position) => reader is NeuronsLayer neurons
        && neurons.Neurons.All(neuron => neuron.Activation != Activation.KMaxPool || neuron.Edges.All(edge => reader.Inputs[edge.Operand] != position));

    private static NeuronsLayer Merge(MergeGraph graph, NeuronsLayer reader, int position, NeuronsLayer layer, Neuron merged)
    {
        int[] inputs = [.. reader.Inputs.Where(input => input != position).Union(layer.Inputs)];
        var neurons = reader.Neurons.Select(neuron =>
        {
            var weights = new Dictionary<NeuronPlace, double>();
            var bias = Bias(graph, neuron);
            foreach (var edge in neuron.Edges)
            {
                var weight = Weight(graph, edge);
                if (reader.Inputs[edge.Operand] != position)
                {
                    Add(weights, new(reader.Inputs[edge.Operand], edge.Source), weight);
                    continue;
                }

                bias += weight * Bias(graph, merged);
                foreach (var inner in merged.Edges)
                {
                    Add(weights, new(layer.Inputs[inner.Operand], inner.Source), weight * Weight(graph, inner));
                }
            }

            MergeGraph.CheckRange([.. weights.Values]);
            Edge[] edges = [.. weights.Select(weight => Edge.Frozen(System.Array.IndexOf(inputs, weight.Key.Layer), weight.Key.Index, weight.Value))];
            return new Neuron(neuron.Name, neuron.Activation, edges) { K = neuron.K, Bias = LinearParts.Place(graph, [bias]) };
        });
        return new(reader.Name, inputs, [.. neurons]);
    }

    private static double Weight(MergeGraph graph, Edge edge) => edge.Parameter < 0 ? edge.Constant : graph.Theta(edge.Parameter, 1)[0];

    private static double Bias(MergeGraph graph, Neuron neuron) => neuron.Bias < 0 ? 0 : graph.Theta(neuron.Bias, 1)[0];

    private static void Add(Dictionary<NeuronPlace, double> weights, NeuronPlace source, double weight) =>
        weights[source] = weights.GetValueOrDefault(source) + weight;
}
