using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Paths.Arithmetic;

namespace NetSpec.Runtime.Paths.Norms;

/// <summary>What all layers of a sweep share.</summary>
/// <param name="Arithmetic">How paths are combined.</param>
/// <param name="Theta">The parameters.</param>
/// <param name="Power">What an edge or bias contributes.</param>
/// <param name="WithBiases">Whether paths that start at biases count.</param>
internal sealed record SweepContext<TArithmetic>(TArithmetic Arithmetic, double[] Theta, WeightPower Power, bool WithBiases)
    where TArithmetic : struct, IPathArithmetic
{
    /// <summary>Whether one exponent does not do for all numbers of some channel, so that digits, or all of a number, could be lost.</summary>
    public bool IsWide { get; set; }

    /// <summary>Says that a channel's numbers are multiplied by 2^exponent, and brings them into range.</summary>
    /// <param name="values">The layer.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="exponent">The power of two.</param>
    /// <param name="hasDeepTerms">Whether terms of theirs may be too small for a double beside the others.</param>
    public void Settle(LayerValues values, int channel, long exponent, bool hasDeepTerms = false)
    {
        if (values.Settle(Arithmetic, channel, exponent, hasDeepTerms))
            IsWide = true;
    }

    /// <summary>What the bias of a neuron contributes, as m · 2^e.</summary>
    /// <param name="layer">Its layer.</param>
    /// <param name="neuron">Its index there.</param>
    /// <param name="exponent">The power of two; <see cref="LayerValues.Nothing"/> for no bias.</param>
    public double Bias(Layer layer, int neuron, out long exponent)
    {
        var index = WithBiases ? layer.BiasOf(neuron) : -1;
        exponent = LayerValues.Nothing;
        if (index < 0 || Theta[index] == 0)
            return 0;
        return Power.Of(Theta[index], out exponent);
    }
}
