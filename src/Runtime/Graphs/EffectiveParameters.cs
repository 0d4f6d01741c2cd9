using System;
using System.Linq;
using NetSpec.Runtime.Graphs.Layers;
using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Graphs;

/// <summary>
/// The parameters θ of the model of Definition 2.2.2 in double, at the indices of the store: weights and biases as they
/// are, a batch-norm's a = γ/√(s+ε) at the place of γ and c = β − γμ/√(s+ε) at that of β, zero at its running statistics.
/// A batch-norm without γ and β has a at the place of its running variance and c at that of its running mean. Behind them stand the frozen biases of
/// the architecture, one a layer that has one, which no store holds.
/// </summary>
public static class EffectiveParameters
{
    /// <summary>The parameters of a network.</summary>
    /// <param name="architecture">The network.</param>
    /// <param name="store">Its parameters.</param>
    /// <returns>As many numbers as the store has elements, and one for each layer with a frozen bias.</returns>
    /// <exception cref="ArgumentException">The store belongs to another network.</exception>
    public static double[] Of(Architecture architecture, ParameterStore store)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        ArgumentNullException.ThrowIfNull(store);
        if (!store.Layout.Equals(architecture.Parameters))
            throw new ArgumentException("The store belongs to another network.", nameof(store));

        var values = store.ReadOnly.Values;
        var frozen = architecture.Layers.Where(layer => layer.FrozenBias != 0).ToList();
        var theta = new double[values.Length + frozen.Count];
        for (var i = 0; i < values.Length; i++)
        {
            theta[i] = values[i];
        }

        foreach (var layer in frozen)
        {
            theta[layer.FrozenBiasIndex] = layer.FrozenBias;
        }

        foreach (var parameter in architecture.Parameters)
        {
            if (!parameter.IsTrainable)
                theta.AsSpan(parameter.Offset, parameter.Size).Clear();
        }

        foreach (var layer in architecture.Layers)
        {
            if (layer is BatchNormLayer norm)
                norm.Fold(values, theta);
        }

        return theta;
    }
}
