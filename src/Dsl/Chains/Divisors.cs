using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Dsl.Chains;

/// <summary>Divisors of positive integers.</summary>
internal static class Divisors
{
    /// <summary>All divisors, ascending.</summary>
    public static IReadOnlyList<int> Of(int number)
    {
        var (low, high) = (new List<int>(), new List<int>());
        for (var divisor = 1; (long)divisor * divisor <= number; divisor++)
        {
            if (number % divisor != 0)
            {
                continue;
            }

            low.Add(divisor);
            if (number / divisor != divisor)
            {
                high.Add(number / divisor);
            }
        }

        return [.. low, .. Enumerable.Reverse(high)];
    }

    /// <summary>The greatest common divisor.</summary>
    public static int Greatest(int first, int second)
    {
        while (second != 0)
        {
            (first, second) = (second, first % second);
        }

        return first;
    }
}
