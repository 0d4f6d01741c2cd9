using System.Collections.Generic;

namespace NetSpec.Runtime.Weights.Checks;

/// <summary>
/// The numbers that a role allows: a variance is not negative, nor 0 where no eps is added to it. Those that are not finite are
/// another matter.
/// </summary>
internal static class ParameterRanges
{
    /// <summary>Every tensor with numbers out of its role's range.</summary>
    public static IReadOnlyList<OutOfRangeValues> Violations(ParameterStore store)
    {
        var violations = new List<OutOfRangeValues>();
        foreach (var parameter in store.Layout)
        {
            if (parameter.Role != ParameterRole.RunningVariance)
                continue;

            var values = store[parameter.Index];
            var (first, count) = (-1, 0);
            for (var i = 0; i < values.Length; i++)
            {
                if (!(values[i] < 0 || (values[i] == 0 && parameter.MustBePositive)))
                    continue;
                first = first < 0 ? i : first;
                count++;
            }

            if (count > 0)
                violations.Add(new(parameter.Name, first, values[first], count));
        }

        return violations;
    }
}
