using System;
using NetSpec.Runtime.Paths.Sweeps;
using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Paths.Metrics;

/// <summary>Quantisation to the nearest multiple.</summary>
internal static class NearestRounding
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
            foreach (ref var value in result[parameter])
            {
                // Steps so small that the count is no finite number leave the value alone; the sum with 0 makes no negative zeros.
                var rounded = (float)(Math.Round(value / step, MidpointRounding.ToEven) * step);
                value = float.IsFinite(rounded) ? rounded + 0f : value;
            }
        }

        return result;
    }
}
