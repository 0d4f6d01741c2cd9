using System;
using NetSpec.Runtime.Graphs;

namespace NetSpec.Runtime.Paths.Symmetries;

/// <summary>
/// The factors of Algorithm 3.2.1: layer by layer in topological order, each rescaling group whose first parameters enter
/// there is divided by their ℓ^q norm, weights counted with the norms their sources were divided by and biases included.
/// </summary>
/// <remarks>
/// A weight that leaves a dead channel counts as 0. A source that is live is in a group that is fixed or has been divided:
/// what made it live entered that group, through free edges, in an earlier layer.
/// </remarks>
internal sealed class Normalizer
{
    private readonly Architecture _architecture;
    private readonly RescalingGroups _groups;
    private readonly LiveChannels _live;
    private readonly double[] _theta;
    private readonly double _q;
    private readonly Magnitude[] _largest;
    private readonly double[] _sums;

    private Normalizer(Architecture architecture, RescalingGroups groups, LiveChannels live, double[] theta, double q)
    {
        (_architecture, _groups, _live, _theta, _q) = (architecture, groups, live, theta, q);
        Norms = new Magnitude[groups.Count];
        _largest = new Magnitude[groups.Count];
        _sums = new double[groups.Count];
    }

    /// <summary>What each group is divided by; 0 for one that nothing enters.</summary>
    private Magnitude[] Norms { get; }

    /// <summary>The norm that each group is to be divided by; 0 for a group that no live parameter enters.</summary>
    public static Magnitude[] NormsOf(Architecture architecture, RescalingGroups groups, LiveChannels live, double[] theta, double q)
    {
        var normalizer = new Normalizer(architecture, groups, live, theta, q);
        for (var i = 0; i < architecture.Layers.Count; i++)
        {
            normalizer.Enter(i);
        }

        return normalizer.Norms;
    }

    private void Enter(int layer)
    {
        // The largest first: sums of powers relative to it neither overflow nor vanish.
        Walk(layer, sum: false);
        Walk(layer, sum: true);
        foreach (var group in _groups.OfLayer(layer))
        {
            if (group < 0 || _largest[group].IsZero)
                continue;

            Norms[group] = _largest[group] * (double.IsPositiveInfinity(_q) ? Magnitude.One : new Magnitude(_sums[group]).Pow(1 / _q));
            (_largest[group], _sums[group]) = (Magnitude.Zero, 0);
        }
    }

    private void Walk(int layer, bool sum)
    {
        var walk = new Entering(this, layer, sum);
        var graph = _architecture.Layers[layer];
        graph.VisitChannels(ref walk);
        var pixels = graph.Shape.Height * graph.Shape.Width;
        for (var channel = 0; channel < graph.Shape.Channels; channel++)
        {
            var bias = graph.BiasOf(channel * pixels);
            if (bias >= 0)
                Count(_groups.OfLayer(layer)[channel], new(Math.Abs(_theta[bias])), sum);
        }
    }

    private void Count(int group, Magnitude value, bool sum)
    {
        if (group < 0 || !Norms[group].IsZero || value.IsZero)
            return;
        if (!sum)
            _largest[group] = value > _largest[group] ? value : _largest[group];
        else
            _sums[group] += Power(value / _largest[group]);
    }

    private double Power(Magnitude ratio) => double.IsPositiveInfinity(_q) ? 0 : ratio.Pow(_q).Value;

    private struct Entering(Normalizer owner, int layer, bool sum) : IEdgeVisitor
    {
        private readonly Layer _layer = owner._architecture.Layers[layer];

        public readonly void Edge(int target, int operand, int source, int parameter, double constant)
        {
            var from = _layer.Inputs[operand];
            if (parameter < 0 || !_layer.IsFree || !owner._live[from][source])
                return;

            var group = owner._groups.OfLayer(from)[source];
            var weight = new Magnitude(Math.Abs(owner._theta[parameter]));
            owner.Count(owner._groups.OfLayer(layer)[target], group < 0 ? weight : weight * owner.Norms[group], sum);
        }
    }
}
