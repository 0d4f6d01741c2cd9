using System;
using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Tests.Support;

/// <summary>How far results lie apart.</summary>
public static class Closeness
{
    /// <summary>The largest difference over the largest expected magnitude; infinite when a value is not a number.</summary>
    public static double Relative(IReadOnlyList<double> actual, IReadOnlyList<double> expected)
    {
        if (actual.Count != expected.Count)
            throw new ArgumentException($"There are {actual.Count} values, but {expected.Count} are expected.", nameof(actual));

        var scale = expected.Max(Math.Abs);
        var distance = actual.Zip(expected, (a, e) => a == e ? 0 : Math.Abs(a - e)).Max();
        return double.IsNaN(distance) ? double.PositiveInfinity : scale == 0 ? distance : distance / scale;
    }

    /// <inheritdoc cref="Relative(IReadOnlyList{double}, IReadOnlyList{double})"/>
    public static double Relative(IEnumerable<float> actual, IReadOnlyList<double> expected) =>
        Relative([.. actual.Select(value => (double)value)], expected);
}
