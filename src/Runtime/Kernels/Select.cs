using System;
using System.ComponentModel;

namespace NetSpec.Runtime.Kernels;

/// <summary>Selection by rank.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Select
{
    /// <summary>The k-th largest value, k = 1 for the largest; NaN is larger than any number. May reorder the values.</summary>
    public static float KthLargest(Span<float> values, int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, values.Length);

        // Hoare's selection: elements before `low` are at least, elements behind `high` at most the k-th largest.
        var (low, high, rank) = (MoveNaNForward(values), values.Length - 1, k - 1);
        if (rank < low)
        {
            return float.NaN;
        }

        while (low < high)
        {
            var pivot = MedianOfThree(values[low], values[(low + high) >>> 1], values[high]);
            var (i, j) = (low, high);
            while (i <= j)
            {
                while (values[i] > pivot)
                {
                    i++;
                }

                while (values[j] < pivot)
                {
                    j--;
                }

                if (i <= j)
                {
                    (values[i], values[j]) = (values[j], values[i]);
                    i++;
                    j--;
                }
            }

            if (rank <= j)
            {
                high = j;
            }
            else if (rank >= i)
            {
                low = i;
            }
            else
            {
                break;
            }
        }

        return values[rank];
    }

    /// <summary>Brings every NaN to the front, where none takes part in a comparison. Returns how many there are.</summary>
    private static int MoveNaNForward(Span<float> values)
    {
        var count = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (float.IsNaN(values[i]))
            {
                (values[i], values[count]) = (values[count], values[i]);
                count++;
            }
        }

        return count;
    }

    private static float MedianOfThree(float a, float b, float c) => MathF.Max(MathF.Min(a, b), MathF.Min(MathF.Max(a, b), c));
}
