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
