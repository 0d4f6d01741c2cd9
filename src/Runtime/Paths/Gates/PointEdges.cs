using System;
using System.Collections.Generic;
using NetSpec.Runtime.Graphs;

namespace NetSpec.Runtime.Paths.Gates;

/// <summary>
/// The edges of a layer in a forward pass at one input: adds up products into identity and ReLU neurons, ranks those of
/// k-max-pool neurons. Biases of sums and the ReLU come after the walk.
/// </summary>
internal struct PointEdges : IEdgeVisitor
{
    private readonly Layer _layer;
    private readonly double[] _theta, _values;
    private readonly double[][] _operands;
    private readonly long[]? _winners;
    private readonly List<double> _candidates = [];
    private double _bias;
    private int _target = -1, _k;
    private long _position;

    public PointEdges(Layer layer, double[] theta, double[][] operands, double[] values, long[]? winners) =>
        (_layer, _theta, _operands, _values, _winners) = (layer, theta, operands, values, winners);

    public void Edge(int target, int operand, int source, int parameter, double constant)
    {
        if (target != _target)
            Turn(target);

        var product = (parameter < 0 ? constant : _theta[parameter]) * _operands[operand][source];
        if (_k == 0)
            _values[target] += product;
        else if (_k == 1)
            Compare(target, product + _bias);
        else
            _candidates.Add(product + _bias);
    }

    /// <summary>Ends the neuron at hand. To be called after the walk.</summary>
    public void Finish()
    {
        if (_k <= 1)
            return;
        if (_candidates.Count < _k)
            throw new InvalidOperationException($"The neuron {_layer.NameOf(_target)} takes the {_k}th largest of {_candidates.Count} values.");

        double[] sorted = [.. _candidates];
        Array.Sort(sorted);
        _values[_target] = sorted[^_k];
        _winners![_target] = _candidates.IndexOf(sorted[^_k]);
        _candidates.Clear();
    }

    private void Turn(int target)
    {
        Finish();
        (_target, _k, _position) = (target, _winners is null ? 0 : _layer.KOf(target), 0);
        var bias = _k == 0 ? -1 : _layer.BiasOf(target);
        _bias = bias < 0 ? 0 : _theta[bias];
    }

    /// <summary>The largest so far; of equals the first.</summary>
    private void Compare(int target, double candidate)
    {
        if (_position == 0 || candidate > _values[target])
            (_values[target], _winners![target]) = (candidate, _position);
        _position++;
    }
}
