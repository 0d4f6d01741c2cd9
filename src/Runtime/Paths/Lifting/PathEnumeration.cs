using System;
using System.Collections.Generic;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Paths.Arithmetic;

namespace NetSpec.Runtime.Paths.Lifting;

/// <summary>Enumerates the paths of a network from its outputs back.</summary>
internal sealed class PathEnumeration
{
    private readonly Architecture _architecture;
    private readonly ScaledNumber[] _theta;
    private readonly List<(NeuronPlace Source, ScaledNumber Weight)>[]?[] _edges;
    private readonly List<NeuronPath> _paths = [];

    // The path at hand, from the output back.
    private readonly List<NeuronPlace> _neurons = [];
    private readonly List<int> _taken = [];

    private PathEnumeration(Architecture architecture, double[] theta)
    {
        _architecture = architecture;
        _theta = Array.ConvertAll(theta, value => new ScaledNumber(value));
        _edges = new List<(NeuronPlace, ScaledNumber)>[architecture.Layers.Count][];
    }

    /// <summary>All paths, sorted by output, length and positions.</summary>
    public static NeuronPath[] Run(Architecture architecture, double[] theta)
    {
        var enumeration = new PathEnumeration(architecture, theta);
        var output = 0;
        foreach (var layer in architecture.Outputs)
        {
            for (var neuron = 0; neuron < architecture.Layers[layer].Size; neuron++)
            {
                enumeration.Extend(output++, new(layer, neuron), new(1));
            }
        }

        enumeration._paths.Sort(Compare);
        return [.. enumeration._paths];
    }

    private void Extend(int output, NeuronPlace place, ScaledNumber product)
    {
        _neurons.Add(place);
        var layer = _architecture.Layers[place.Layer];
        if (layer.IsInput)
            Add(output, product);
        else if (layer.BiasOf(place.Index) is >= 0 and var bias)
            Add(output, product * _theta[bias]);

        var edges = Into(place.Layer)[place.Index];
        for (var edge = 0; edge < edges.Count; edge++)
        {
            _taken.Add(edge);
            Extend(output, edges[edge].Source, product * edges[edge].Weight);
            _taken.RemoveAt(_taken.Count - 1);
        }

        _neurons.RemoveAt(_neurons.Count - 1);
    }

    private void Add(int output, ScaledNumber value)
    {
        NeuronPlace[] neurons = [.. _neurons];
        int[] edges = [.. _taken];
        Array.Reverse(neurons);
        Array.Reverse(edges);
        _paths.Add(new(_architecture, output, neurons, edges, value));
    }

    private List<(NeuronPlace Source, ScaledNumber Weight)>[] Into(int index)
    {
        if (_edges[index] is { } known)
            return known;

        var layer = _architecture.Layers[index];
        var edges = new List<(NeuronPlace, ScaledNumber)>[layer.Size];
        for (var neuron = 0; neuron < edges.Length; neuron++)
        {
            edges[neuron] = [];
        }

        var visitor = new Collector(layer, _theta, edges);
        layer.VisitEdges(ref visitor);
        return _edges[index] = edges;
    }

    private static int Compare(NeuronPath left, NeuronPath right)
    {
        var order = left.Output.CompareTo(right.Output);
        if (order == 0)
            order = left.Length.CompareTo(right.Length);
        for (var i = 0; order == 0 && i < left.Neurons.Count; i++)
        {
            order = (left.Neurons[i].Layer, left.Neurons[i].Index).CompareTo((right.Neurons[i].Layer, right.Neurons[i].Index));
        }

        for (var i = 0; order == 0 && i < left.Edges.Count; i++)
        {
            order = left.Edges[i].CompareTo(right.Edges[i]);
        }

        return order;
    }

    private readonly struct Collector(Layer layer, ScaledNumber[] theta, List<(NeuronPlace, ScaledNumber)>[] edges) : IEdgeVisitor
    {
        public void Edge(int target, int operand, int source, int parameter, double constant) =>
            edges[target].Add((new(layer.Inputs[operand], source), parameter < 0 ? new(constant) : theta[parameter]));
    }
}
