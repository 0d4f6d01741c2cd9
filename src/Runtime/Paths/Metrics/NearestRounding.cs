using System;
using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Paths.Metrics;

/// <summary>Quantisation to the nearest multiple.</summary>
internal static class NearestRounding
{
    /// <inheritdoc cref="Quantisation.Of"/>
    public static ParameterStore Of(ParameterStore store, double step) => Quantisation.Of(store, step, Round);

    private static float Round(float value, double step)
    {
        // Steps so small that the count is no finite number leave the value alone; the sum with 0 makes no negative zeros.
        var rounded = (float)(Math.Round(value / step, MidpointRounding.ToEven) * step);
        return float.IsFinite(rounded) ? rounded + 0f : value;
    }
}
