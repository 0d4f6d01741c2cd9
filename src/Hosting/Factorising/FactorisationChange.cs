using System;
using System.Linq;
using NetSpec.Runtime.Paths;
using NetSpec.Runtime.Weights;

namespace NetSpec.Hosting.Factorising;

/// <summary>
/// How far outputs can move when dense weights become products of factors: the distance of the path liftings (Theorem 3.4.1), by way of the weights
/// without those entries whose sign changes, and with room for the rounding of the products.
/// </summary>
public static class FactorisationChange
{
    /// <summary>A bound for each output neuron, never below the truth in exact arithmetic.</summary>
    /// <param name="net">The net before, compiled with <see cref="HostedPasses.Paths"/>.</param>
    /// <param name="before">Its parameters.</param>
    /// <param name="factorised">What becomes of it.</param>
    /// <param name="inputSize">The largest absolute value of an input.</param>
    public static Magnitude[] OutputChangeBound(HostedNet net, ParameterStore before, NetFactorisation factorised, double inputSize)
    {
        ArgumentNullException.ThrowIfNull(net);
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(factorised);
        var products = factorised.Products();
        var (middle, low, high) = (before.Clone(), products.Clone(), products.Clone());
        foreach (var layer in factorised.Layers)
        {
            var name = layer.Name + ".weight";
            Agree(middle[name], products.ReadOnly[name]);
            Widen(layer, low[name], high[name]);
        }

        Magnitude[] Change(ParameterStore from, ParameterStore to) => net.Paths(net.Create(from)).Distance(to).OutputChangeBound(inputSize);
        var (signs, sizes, rounding) = (Change(before, middle), Change(middle, products), Change(high, low));

        // Twice the rounding: from a product to nought and back, where it may have either sign.
        return [.. signs.Select((change, i) => change + sizes[i] + (rounding[i] * new Magnitude(2)))];
    }

    /// <summary>0 where the sign of an entry is another.</summary>
    private static void Agree(Span<float> weights, ReadOnlySpan<float> others)
    {
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = (weights[i] < 0 && others[i] > 0) || (weights[i] > 0 && others[i] < 0) ? 0 : weights[i];
        }
    }

    /// <summary>
    /// Both ends of what a product is in exact arithmetic. A sum of n products of chains of L factors in double is off by (n + L)·2^-53 of the sum of
    /// absolute values at most, which is taken twice; then it was rounded to single precision.
    /// </summary>
    private static void Widen(FactorisedLayer layer, Span<float> low, Span<float> high)
    {
        var (chain, weights) = (layer.Factors.Chain, layer.Factors.Weights);
        var absolute = chain.ToDense([.. weights.Select(factor => Array.ConvertAll(factor, Math.Abs))]);
        var terms = chain.Sum(pattern => pattern.C + 1.0);
        for (var i = 0; i < low.Length; i++)
        {
            var size = Math.Abs((double)low[i]);
            var room = (size * Math.ScaleB(1, -23)) + (absolute[i] * terms * Math.ScaleB(1, -51)) + Math.ScaleB(1, -148);
            low[i] = Math.Max(0, MathF.BitDecrement((float)(size - room)));
            high[i] = MathF.BitIncrement((float)(size + room));
        }
    }
}
