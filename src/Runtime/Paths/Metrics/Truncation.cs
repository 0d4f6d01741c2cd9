using System;
using NetSpec.Runtime.Paths.Sweeps;
using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Paths.Metrics;

/// <summary>Quantisation towards zero.</summary>
internal static class Truncation
{
    public static ParameterStore Of(ParameterStore store, double step)
    {
        if (!double.IsFinite(step) || step <= 0)
            throw new ArgumentOutOfRangeException(nameof(step), step, "The step of a quantisation is finite and positive.");

        AbsoluteParameters.CheckFinite(store);
        var result = store.Clone();
        foreach (var parameter in store.Layout)
        {
            if (parameter.Role is not (ParameterRole.Weight or ParameterRole.Bias))
                continue;
            var values = result[parameter];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = Truncate(values[i], step);
            }
        }

        return result;
    }

    private static float Truncate(float value, double step)
    {
        // The quotient may round up to the next integer, and steps so small that the count is inexact leave the value alone.
        var count = Math.Truncate(value / step);
        if (!double.IsFinite(count))
            return value;
        if (Math.Abs(count * step) > Math.Abs(value))
            count -= Math.Sign(count);
        return (float)(count * step) + 0f;
    }
}
