using System;
using NetSpec.Runtime.Graphs;
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
        foreach (var parameter in architecture.Parameters)
        {
            var values = theta.AsSpan(parameter.Offset, parameter.Size);
            for (var i = 0; i < values.Length; i++)
            {
                if (!double.IsFinite(values[i]))
                    throw new ArgumentException($"{ParameterPlace.Describe(parameter, i)} is {ParameterPlace.Text(values[i])}; paths are measured with finite parameters.", nameof(store));
            }
        }

        return theta;
    }
}
