using System;

namespace NetSpec.Runtime.Paths.Masks;

/// <summary>Finds what would stand at a place if numbers were sorted, in time proportional to their count.</summary>
internal static class Selection
{
    /// <summary>Rounds of partitioning before sorting takes over, so that no order of the numbers is slow.</summary>
    private const int MostRounds = 64;

    private const int FewEnoughToSort = 64;

    /// <param name="values">Numbers, no NaN among them; they are reordered.</param>
    /// <param name="rank">The place, from 0.</param>
    public static double Select(Span<double> values, int rank)
    {
        for (var round = 0; round < MostRounds && values.Length > FewEnoughToSort; round++)
        {
            var pivot = Median(values[0], values[values.Length / 2], values[^1]);
            var (less, lessOrEqual) = Partition(values, pivot);
            if (rank >= less && rank < lessOrEqual)
                return pivot;

            values = rank < less ? values[..less] : values[lessOrEqual..];
            rank = rank < less ? rank : rank - lessOrEqual;
        }

        values.Sort();
        return values[rank];
    }

    /// <summary>Moves smaller numbers to the front and larger ones to the end.</summary>
    /// <returns>How many are smaller than the pivot, and how many are not larger.</returns>
    private static (int Less, int LessOrEqual) Partition(Span<double> values, double pivot)
    {
        var (less, next, greater) = (0, 0, values.Length);
        while (next < greater)
        {
            if (values[next] < pivot)
            {
                (values[less], values[next]) = (values[next], values[less]);
                less++;
                next++;
            }
            else if (values[next] > pivot)
            {
                greater--;
                (values[next], values[greater]) = (values[greater], values[next]);
            }
            else
            {
                next++;
            }
        }

        return (less, greater);
    }

    private static double Median(double a, double b, double c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
