using System;

namespace NetSpec.Runtime.Weights.Loading;

/// <summary>Weight normalisation (Salimans and Kingma, 2016): w = g v / ‖v‖, with a norm for each index of one dimension, or one for all.</summary>
internal static class WeightNorm
{
    /// <summary>
    /// The dimension that the magnitudes run along: the only one in which they are not 1, and 0 when there is none. Null if the
    /// shapes do not fit.
    /// </summary>
    public static int? Axis(TensorInfo direction, TensorInfo magnitude)
    {
        if (magnitude.Elements == 1)
            return 0;
        if (magnitude.Shape.Length != direction.Shape.Length)
            return null;

        int? axis = null;
        for (var i = 0; i < magnitude.Shape.Length; i++)
        {
            if (magnitude.Shape[i] == 1)
                continue;
            if (axis is not null || magnitude.Shape[i] != direction.Shape[i])
                return null;
            axis = i;
        }

        return axis;
    }

    /// <summary>Turns directions into weights.</summary>
    /// <param name="values">The directions, which become the weights.</param>
    /// <param name="magnitudes">One for each index of the axis, or one.</param>
    /// <param name="shape">The shape of the directions.</param>
    /// <param name="axis">The dimension that the magnitudes run along.</param>
    public static void Apply(Span<float> values, ReadOnlySpan<float> magnitudes, ReadOnlySpan<long> shape, int axis)
    {
        var inner = 1L;
        foreach (var dim in shape[Math.Min(shape.Length, axis + 1)..])
        {
            inner *= dim;
        }

        var count = magnitudes.Length;
        var squares = new double[count];
        for (var i = 0; i < values.Length; i++)
        {
            squares[i / inner % count] += (double)values[i] * values[i];
        }

        for (var i = 0; i < values.Length; i++)
        {
            var index = i / inner % count;
            values[i] = (float)(magnitudes[(int)index] * values[i] / Math.Sqrt(squares[index]));
        }
    }
}
