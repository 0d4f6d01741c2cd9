using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Runtime.Sparse;
using NetSpec.Runtime.Weights;

namespace NetSpec.Hosting.Factorising;

/// <summary>
/// The chains of two Kronecker-sparse factors that come nearest to the linear layers of a net, searched once and chosen from as often as is wanted.
/// </summary>
/// <example><code>
/// var search = new FactorisationSearch(net, store, NetFactorisation.DenseLayers(net));
/// var small = NetFactorisation.Of(spec, net, store, search.Within(maxRelativeError: 0.1));
/// </code></example>
public sealed class FactorisationSearch
{
    private readonly ParameterStore _parameters;
    private readonly int _threads;
    private readonly List<(string Layer, int Outputs, int Inputs, ChainFrontier Chains)> _layers = [];
    private readonly Dictionary<(string Layer, KroneckerChain Chain), KroneckerFactorisation> _factors = [];

    /// <summary>Searches.</summary>
    /// <param name="net">The net.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="layers">Names of linear layers.</param>
    /// <param name="threads">Threads that compute; results do not depend on it.</param>
    /// <param name="step">Called after each layer.</param>
    /// <exception cref="ArgumentException">There is no such layer, or its weight holds NaN or infinity.</exception>
    public FactorisationSearch(Net net, ParameterStore parameters, IReadOnlyList<string> layers, int threads = 1, Action? step = null)
    {
        ArgumentNullException.ThrowIfNull(net);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(layers);
        (_parameters, _threads) = (parameters, threads);
        var known = NetFactorisation.DenseLayers(net);
        foreach (var layer in layers)
        {
            if (!known.Contains(layer))
                throw new ArgumentException($"'{net.Name}' has no linear layer '{layer}'.", nameof(layers));
            var dims = parameters.Layout[layer + ".weight"].Dims;
            var filter = new ChainFilter { MaxNonZeros = ((long)dims[0] * dims[1]) - 1 };
            _layers.Add((layer, dims[0], dims[1], ChainFrontier.Of(Weight(layer), dims[0], dims[1], filter, threads)));
            step?.Invoke();
        }
    }

    /// <summary>The errors at which choices change, in ascending order.</summary>
    public IReadOnlyList<double> Errors => [.. _layers.SelectMany(layer => layer.Chains).Select(point => point.RelativeError).Distinct().Order()];

    /// <summary>For each layer the factors with the fewest weights whose product is near enough; a layer that none make smaller is left out.</summary>
    /// <param name="maxRelativeError">The largest error of a weight, in Frobenius norm relative to the weight.</param>
    public IReadOnlyList<(string Layer, KroneckerFactorisation Factors)> Within(double maxRelativeError) =>
    [
        .. _layers.Select(layer => (layer.Layer, layer.Chains.Smallest(maxRelativeError)?.Chain)).Where(pair => pair.Chain is not null)
            .Select(pair => (pair.Layer, Factors(pair.Layer, pair.Chain!))),
    ];

    private KroneckerFactorisation Factors(string layer, KroneckerChain chain)
    {
        if (!_factors.TryGetValue((layer, chain), out var factors))
            _factors.Add((layer, chain), factors = KroneckerFactorisation.Of(Weight(layer), chain, _threads));
        return factors;
    }

    private ReadOnlySpan<float> Weight(string layer) => _parameters.ReadOnly[layer + ".weight"];
}
