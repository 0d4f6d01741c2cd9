using System;
using NetSpec.Runtime.Paths.Sweeps;
using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Paths.Metrics;

/// <summary>Weights and biases as multiples of a step; running statistics and the like stay.</summary>
internal static class Quantisation
{
    /// <summary>A copy of the parameters with each weight and bias rounded.</summary>
    /// <param name="store">The parameters, which stay as they are.</param>
    /// <param name="step">The step, finite and positive.</param>
    /// <param name="round">The multiple of a step that stands for a value.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is not finite or not positive.</exception>
    public static ParameterStore Of(ParameterStore store, double step, Func<float, double, float> round)
    {
        if (!double.IsFinite(step) || step <= 0)
            throw new ArgumentOutOfRangeException(nameof(step), step, "The step of a quantisation is finite and positive.");

        AbsoluteParameters.CheckFinite(store);
        var result = store.Clone();
        foreach (var parameter in store.Layout)
        {
            if (parameter.Role is not (ParameterRole.Weight or ParameterRole.Bias))
                continue;
            foreach (ref var value in result[parameter])
            {
                value = round(value, step);
            }
        }

        return result;
    }
}
