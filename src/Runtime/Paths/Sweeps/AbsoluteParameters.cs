using System;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;
using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Paths.Sweeps;

/// <summary>|θ| of a network, by index in the store.</summary>
internal static class AbsoluteParameters
{
    /// <exception cref="ArgumentException">The store belongs to another network or holds a number that is not finite.</exception>
    public static double[] Of(Architecture architecture, ParameterStore store)
    {
        var theta = Signed(architecture, store);
        for (var i = 0; i < theta.Length; i++)
        {
            theta[i] = Math.Abs(theta[i]);
        }

        return theta;
    }

    /// <summary>θ itself, all of it finite.</summary>
    /// <exception cref="ArgumentException">The store belongs to another network or holds a number that is not finite.</exception>
    public static double[] Signed(Architecture architecture, ParameterStore store)
    {
        var theta = EffectiveParameters.Of(architecture, store);
        CheckFinite(store);
        foreach (var layer in architecture.Layers)
        {
            if (layer is BatchNormLayer norm)
                Check(norm, theta, store);
        }

        return theta;
    }

    /// <exception cref="ArgumentException">The store holds a number that is not finite; the message names the first.</exception>
    public static void CheckFinite(ParameterStore store)
    {
        foreach (var parameter in store.Layout)
        {
            var values = store.ReadOnly.Values.Slice(parameter.Offset, parameter.Size);
            for (var i = 0; i < values.Length; i++)
            {
                if (!float.IsFinite(values[i]))
                    throw new ArgumentException(
                        $"{ParameterPlace.Describe(parameter, i)} is {ParameterPlace.Text(values[i])}; paths are measured with finite parameters.",
                        nameof(store));
            }
        }
    }

    /// <summary>What to say of a batch-norm whose factor or shift is not finite though its parameters are.</summary>
    /// <param name="layout">The parameters.</param>
    /// <param name="store">Their values.</param>
    /// <param name="variance">The index in the store of the channel's running variance.</param>
    /// <param name="epsilon">What is added to it.</param>
    public static ArgumentException Unbounded(ParameterLayout layout, ReadOnlySpan<float> store, int variance, double epsilon)
    {
        var parameter = ParameterPlace.Of(layout, variance);
        return new($"{ParameterPlace.Describe(parameter, variance - parameter.Offset)} is {ParameterPlace.Text(store[variance])}, so that γ/√(s + "
            + $"{ParameterPlace.Text(epsilon)}) is not finite; paths are measured with finite parameters.", nameof(store));
    }

    private static void Check(BatchNormLayer norm, double[] theta, ParameterStore store)
    {
        for (var channel = 0; channel < norm.Shape.Channels; channel++)
        {
            if (!double.IsFinite(theta[norm.Gamma + channel]) || !double.IsFinite(theta[norm.Beta + channel]))
                throw Unbounded(store.Layout, store.Values, norm.Variance + channel, norm.Epsilon);
        }
    }
}
