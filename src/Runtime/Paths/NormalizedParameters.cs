using System;
using System.Collections;
using System.Linq;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;
using NetSpec.Runtime.Paths.Sweeps;
using NetSpec.Runtime.Paths.Symmetries;
using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Paths;

/// <summary>The parameters of a network after Algorithm 3.2.1: the same paths and the same function.</summary>
public sealed class NormalizedParameters
{
    private readonly Architecture _architecture;
    private readonly RescalingGroups _groups;
    private readonly ParameterStore _store;
    private readonly Magnitude[] _factors;
    private readonly BitArray _dead;
    private readonly double[] _theta;

    internal NormalizedParameters(Architecture architecture, RescalingGroups groups, ParameterStore store, double q)
    {
        (_architecture, _groups, _store, Q) = (architecture, groups, store, q);
        _theta = AbsoluteParameters.Signed(architecture, store);
        var live = new LiveChannels(architecture, _theta);
        var norms = Normalizer.NormsOf(architecture, groups, live, _theta, q);
        _factors = [.. norms.Select(norm => norm.IsZero ? Magnitude.One : Magnitude.One / norm)];

        // What leaves a dead channel goes first: it belongs to no path, and need not fit the factors of the others.
        _dead = DeadWeights.Of(architecture, live);
        for (var i = 0; i < _dead.Length; i++)
        {
            if (_dead[i])
                _theta[i] = 0;
        }

        Rescaler.Effective(architecture, groups, _theta, _factors);
    }

    /// <summary>The q of the norm.</summary>
    public double Q { get; }

    /// <summary>
    /// The parameters θ in double, at the indices of the store, and frozen biases behind them; a batch-norm's a and c stand where its γ and β do
    /// (<see cref="EffectiveParameters"/>).
    /// </summary>
    public ReadOnlySpan<double> Effective => _theta;

    /// <summary>
    /// What each of <see cref="RescalingGroups"/> was multiplied by; 1 for one that nothing enters. Infinite or 0 where that is beyond the range of a double.
    /// </summary>
    public ReadOnlySpan<double> Factors => Array.ConvertAll(_factors, factor => factor.Value);

    /// <summary>
    /// The parameters as a store, rounded to floats: norms are 1 to about 1e-7 unless values are subnormal floats
    /// (<see cref="CountSubnormal"/>). Of a batch-norm the running variance stays as
    /// it is, the other three change.
    /// </summary>
    /// <exception cref="ArgumentException">A value leaves the range of floats; the message names it.</exception>
    public ParameterStore ToStore()
    {
        var live = _store.Clone();
        for (var i = 0; i < _dead.Length; i++)
        {
            if (_dead[i])
                live.Values[i] = 0;
        }

        var result = Rescaler.Store(_architecture, _groups, live, _factors);

        foreach (var layer in _architecture.Layers)
        {
            if (layer is not BatchNormLayer norm)
                continue;

            // Without its weight a batch-norm is its bias c alone, and β has to be that.
            for (var channel = 0; channel < norm.Shape.Channels; channel++)
            {
                if (_dead[norm.Gamma + channel])
                    result.Values[norm.Beta + channel] = (float)_theta[norm.Beta + channel];
            }
        }

        return result;
    }

    /// <summary>
    /// How many values of <see cref="ToStore"/> are subnormal floats, below 2^-126: these have lost digits, and norms with them. 0 for a store whose norms
    /// are 1 to about 1e-7; <see cref="Effective"/> has all digits in any case.
    /// </summary>
    /// <exception cref="ArgumentException">A value leaves the range of floats; the message names it.</exception>
    public int CountSubnormal()
    {
        var count = 0;
        foreach (var value in ToStore().ReadOnly.Values)
        {
            count += float.IsSubnormal(value) ? 1 : 0;
        }

        return count;
    }

    /// <summary>What was done: <c>2-normalised, 112 rescaling groups</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Q}-normalised, {_groups.Count:n0} rescaling groups");
}
