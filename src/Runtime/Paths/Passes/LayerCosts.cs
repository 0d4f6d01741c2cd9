using System;
using System.Collections.Generic;
using System.ComponentModel;
using NetSpec.Runtime.Paths.Costs;

namespace NetSpec.Runtime.Paths.Passes;

/// <summary>How the costs of a layer's parameters follow from the sums of a cost pass: see <see cref="AdjointScaling.Layer"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class LayerCosts
{
    private readonly PathScaling _scaling;
    private readonly PathTensor _layer;
    private readonly Func<int, ScaledValue> _through;
    private readonly List<Action<CostRun>> _terms = [];

    /// <param name="scaling">What the pass is packed from.</param>
    /// <param name="weight">The layer's weights.</param>
    /// <param name="through">The gradient in front of all factors but so many.</param>
    internal LayerCosts(PathScaling scaling, int weight, Func<int, ScaledValue> through)
    {
        _scaling = scaling;
        _layer = scaling.Weights.Tensor(weight);
        _through = through;
    }

    /// <summary>The layer's weights.</summary>
    /// <param name="sums">The first of their sums, one a weight.</param>
    public LayerCosts Weights(int sums)
    {
        var gradient = new Lazy<ScaledValue>(() => _through(0));
        var offset = _scaling.OffsetOf(_layer);
        return Then(run =>
        {
            if (_layer.Layer is { } layer)
                layer.Costs(_layer.From!, gradient.Value, run, sums, offset);
            else
                run.Channels(_layer.From, gradient.Value, _layer.Numbers, sums, offset, _layer.IsShared);
        });
    }

    /// <summary>Biases.</summary>
    /// <param name="bias">The biases.</param>
    /// <param name="sums">The first of their sums, one a channel.</param>
    /// <param name="passed">How many of the factors stand before them.</param>
    public LayerCosts Shift(int bias, int sums, int passed)
    {
        var gradient = new Lazy<ScaledValue>(() => _through(passed));
        var tensor = _scaling.Weights.Tensor(bias);
        return Then(run => run.Channels(null, gradient.Value, tensor.Numbers, sums, _scaling.OffsetOf(tensor)));
    }

    /// <summary>The next factors behind the layer: all that enters a channel passes through its factor, so its cost is the sum of theirs.</summary>
    /// <param name="factor">The factors.</param>
    public LayerCosts Factor(int factor)
    {
        var offset = _scaling.OffsetOf(_scaling.Weights.Tensor(factor));
        return Then(run => run.Entering(offset));
    }

    internal unsafe void Run(float* sums, CostTable costs)
    {
        var run = new CostRun(sums, costs, _layer.To.Channels);
        foreach (var term in _terms)
        {
            term(run);
        }
    }

    private LayerCosts Then(Action<CostRun> term)
    {
        _terms.Add(term);
        return this;
    }
}
