using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;
using NetSpec.Runtime.Paths.Arithmetic;
using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Paths.Merging;

/// <summary>
/// A network whose layers are replaced one after another. A merged layer takes the place of its reader, so that positions
/// stay; new parameters come after the old ones, so that shared ones stay as they are for others.
/// </summary>
internal sealed class MergeGraph
{
    private readonly Layer[] _layers;
    private readonly bool[] _isMerged;
    private readonly int[] _inputs, _outputs;
    private readonly List<double> _theta;

    public MergeGraph(Architecture architecture, double[] theta)
    {
        _layers = [.. architecture.Layers];
        _isMerged = new bool[_layers.Length];
        (_inputs, _outputs) = ([.. architecture.Inputs], [.. architecture.Outputs]);
        _theta = [.. theta];
    }

    public int Count => _layers.Length;

    public Layer this[int position] => _layers[position];

    /// <summary>Some of the parameters; until the next <see cref="Append"/>.</summary>
    public ReadOnlySpan<double> Theta(int first, int count) => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_theta).Slice(first, count);

    /// <summary>Adds parameters and gives the index of the first.</summary>
    /// <inheritdoc cref="CheckRange" path="/exception"/>
    public int Append(ReadOnlySpan<double> values)
    {
        CheckRange(values);
        _theta.AddRange(values);
        return _theta.Count - values.Length;
    }

    /// <summary>Refuses merged weights of which products may be no doubles.</summary>
    /// <exception cref="InvalidOperationException">One is beyond 2^±450.</exception>
    public static void CheckRange(ReadOnlySpan<double> values)
    {
        if (!PlainRange.Holds(values))
            throw new InvalidOperationException(
                "A product of weights that are merged is beyond 2^±450, near the end of doubles: leave out merges, such as that of layers in a row (Chains).");
    }

    /// <summary>Whether the layer at a position is part of the network still.</summary>
    public bool IsAlive(int position) => !_isMerged[position];

    public bool IsOutput(int position) => Array.IndexOf(_outputs, position) >= 0;

    /// <summary>The layers that read a layer; one that reads it twice counts twice.</summary>
    public IEnumerable<int> Readers(int position) =>
        Enumerable.Range(0, Count).Where(IsAlive).SelectMany(reader => _layers[reader].Inputs.Where(input => input == position).Select(_ => reader));

    /// <summary>Whether one layer reads a layer, once, and nobody else sees it.</summary>
    public bool HasOneReader(int position) => !IsOutput(position) && Readers(position).Take(2).Count() == 1;

    /// <summary>Puts a layer in the place of another, and leaves out those that went into it.</summary>
    public void Replace(int position, Layer layer, params ReadOnlySpan<int> merged)
    {
        _layers[position] = layer;
        foreach (var part in merged)
        {
            _isMerged[part] = true;
        }
    }

    /// <summary>The network as it is now.</summary>
    public (Architecture Architecture, double[] Theta) Build()
    {
        var layout = new ParameterLayout(new ParameterInfo("merged", ParameterRole.Weight, Math.Max(_theta.Count, 1)));
        var kept = new Layer[Count];
        for (var position = 0; position < kept.Length; position++)
        {
            // Nobody reads what was left out; something that takes no time keeps its place, with the shape of what it reads, which may be left out too.
            var layer = _layers[position];
            kept[position] = IsAlive(position) || layer.Inputs.Count == 0 ? layer : new AddLayer(layer.Name, kept[layer.Inputs[0]].Shape, layer.Inputs[0]);
        }

        return (new(layout, kept, _inputs, _outputs, isDerived: true), [.. _theta]);
    }
}
