using System;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Paths.Arithmetic;

namespace NetSpec.Runtime.Paths.Norms;

/// <summary>Layers with one edge into each neuron: a factor and a bias a channel.</summary>
internal static class AffineStep
{
    /// <param name="layer">The layer.</param>
    /// <param name="weightOf">Index of the factor of a channel; null for factors of 1.</param>
    /// <param name="source">What it reads.</param>
    /// <param name="mayOverwrite">Whether nobody else reads that.</param>
    /// <param name="context">What all layers share.</param>
    public static LayerValues Run<TArithmetic>(Layer layer, Func<int, int>? weightOf, LayerValues source, bool mayOverwrite, SweepContext<TArithmetic> context)
        where TArithmetic : struct, IPathArithmetic
    {
        var result = mayOverwrite ? source : new LayerValues(source.Exponents.Length, source.Pixels);
        for (var channel = 0; channel < source.Exponents.Length; channel++)
        {
            var factor = context.Power.Of(weightOf is null ? 1 : context.Theta[weightOf(channel)], out var exponent);
            var bias = context.Bias(layer, channel * source.Pixels, out var common);
            exponent = factor == 0 || source.Exponents[channel] == LayerValues.Nothing ? LayerValues.Nothing : exponent + source.Exponents[channel];
            var biasExponent = common;
            common = Math.Max(common, exponent);
            Spans.Affine(
                context.Arithmetic,
                ChannelRange.Scale(bias, biasExponent - common),
                ChannelRange.Scale(factor, exponent - common),
                source.Channel(channel),
                result.Channel(channel));
            context.Settle(result, channel, common, biasExponent != LayerValues.Nothing && common - ChannelRange.Depth > biasExponent);
        }

        return result;
    }
}
