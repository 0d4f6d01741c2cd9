using System;
using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Paths.Metrics;

/// <summary>Quantisation towards zero.</summary>
internal static class Truncation
{
    /// <inheritdoc cref="Quantisation.Of"/>
    public static ParameterStore Of(ParameterStore store, double step) => Quantisation.Of(store, step, Truncate);

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
