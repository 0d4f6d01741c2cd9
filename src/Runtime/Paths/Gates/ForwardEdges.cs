using System;
using System.Collections.Generic;
using System.Runtime.Intrinsics;
using NetSpec.Runtime.Graphs;

namespace NetSpec.Runtime.Paths.Gates;

/// <summary>
/// The edges of a layer in a forward pass: adds up products into identity and ReLU neurons, ranks those of k-max-pool
/// neurons. Biases of sums and the ReLU come after the walk.
/// </summary>
internal struct ForwardEdges : IEdgeVisitor
{
    private readonly Layer _layer;
    private readonly double[] _theta;
    private readonly Vector512<double>[][] _operands;
    private readonly Vector512<double>[] _values;
    private readonly Vector512<long>[]? _winners;
    private readonly List<Vector512<double>> _candidates = [];
    private Vector512<double> _bias;
    private int _target = -1, _k;
    private long _position;

    public ForwardEdges(Layer layer, double[] theta, Vector512<double>[][] operands, Vector512<double>[] values, Vector512<long>[]? winners)
    {
        (_layer, _theta, _operands, _values, _winners) = (layer, theta, operands, values, winners);
    }

    public void Edge(int target, int operand, int source, int parameter, double constant)
    {
        if (target != _target)
            Turn(target);

        var product = Vector512.Create(parameter < 0 ? constant : _theta[parameter]) * _operands[operand][source];
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
        if (_k > 1)
            Rank();
    }

    private void Turn(int target)
    {
        Finish();
        _target = target;
        _k = _layer.KOf(target);
        _position = 0;
        var bias = _layer.BiasOf(target);
        _bias = Vector512.Create(bias < 0 ? 0 : _theta[bias]);
    }

    /// <summary>The largest so far; of equals the first.</summary>
    private void Compare(int target, Vector512<double> candidate)
    {
        var wins = _position == 0 ? Vector512<double>.AllBitsSet : Vector512.GreaterThan(candidate, _values[target]);
        _values[target] = Vector512.ConditionalSelect(wins, candidate, _values[target]);
        _winners![target] = Vector512.ConditionalSelect(wins.AsInt64(), Vector512.Create(_position), _winners[target]);
        _position++;
    }

    private readonly void Rank()
    {
        if (_candidates.Count < _k)
            throw new InvalidOperationException($"The neuron {_layer.NameOf(_target)} takes the {_k}th largest of {_candidates.Count} values.");

        Span<double> values = stackalloc double[SampleGroup.Lanes];
        Span<long> winners = stackalloc long[SampleGroup.Lanes];
        var column = new double[_candidates.Count];
        var sorted = new double[column.Length];
        for (var lane = 0; lane < SampleGroup.Lanes; lane++)
        {
            for (var i = 0; i < column.Length; i++)
            {
                column[i] = _candidates[i][lane];
            }

            column.CopyTo(sorted, 0);
            Array.Sort(sorted);
            values[lane] = sorted[^_k];
            winners[lane] = Array.IndexOf(column, values[lane]);
        }

        _values[_target] = Vector512.Create<double>(values);
        _winners![_target] = Vector512.Create<long>(winners);
        _candidates.Clear();
    }
}
