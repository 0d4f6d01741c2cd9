using System;

namespace NetSpec.Runtime.Graphs;

/// <summary>Along one side of a bilinear upsampling: the one or two places of the operand that a place of the result lies at or between.</summary>
/// <param name="sources">Places of the operand.</param>
/// <param name="places">Places of the result.</param>
/// <param name="alignsEnds">Whether the first and last places fall on each other, rather than the edges before and behind them.</param>
internal readonly struct LinearTaps(int sources, int places, bool alignsEnds)
{
    /// <summary>How many places there are for a place of the result: 1 or 2.</summary>
    /// <param name="place">A place of the result.</param>
    /// <param name="first">The first of them; the second is behind it.</param>
    /// <param name="weight">The weight of the second, 0 where there is none.</param>
    public int At(int place, out int first, out double weight)
    {
        var factor = places / sources;
        var (numerator, denominator) = alignsEnds
            ? (place * (sources - 1L), Math.Max(1, places - 1L))
            : (Math.Max(0, (2L * place) + 1 - factor), 2L * factor);
        first = (int)(numerator / denominator);
        weight = first == sources - 1 ? 0 : numerator % denominator / (double)denominator;
        return weight == 0 ? 1 : 2;
    }

    /// <summary>How many places of the result one of the operand is a part of, at most.</summary>
    public int Most
    {
        get
        {
            var counts = new int[sources];
            var most = 0;
            for (var place = 0; place < places; place++)
            {
                var count = At(place, out var first, out _);
                for (var source = first; source < first + count; source++)
                {
                    most = Math.Max(most, ++counts[source]);
                }
            }

            return most;
        }
    }
}
