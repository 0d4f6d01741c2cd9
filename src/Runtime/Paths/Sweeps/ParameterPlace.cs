using System;
using System.Globalization;
using System.Linq;
using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Paths.Sweeps;

/// <summary>How messages name one element of a parameter.</summary>
internal static class ParameterPlace
{
    /// <summary>The element with its position in every dimension: <c>conv1.weight[3, 0, 1, 2]</c>; the name alone for a scalar.</summary>
    public static string Describe(ParameterInfo parameter, int element)
    {
        var positions = new int[parameter.Dims.Length];
        for (var i = positions.Length - 1; i >= 0; i--)
        {
            positions[i] = element % parameter.Dims[i];
            element /= parameter.Dims[i];
        }

        return positions.Length == 0
            ? parameter.Name
            : $"{parameter.Name}[{string.Join(", ", positions.Select(position => position.ToString(CultureInfo.InvariantCulture)))}]";
    }

    /// <summary>The tensor that an index of the store lies in.</summary>
    public static ParameterInfo Of(ParameterLayout layout, int index)
    {
        foreach (var parameter in layout)
        {
            if (index < parameter.Offset + parameter.Size)
                return parameter;
        }

        throw new ArgumentOutOfRangeException(nameof(index), index, $"The store has {layout.Size} elements.");
    }

    public static string Text(double value) => value.ToString("r", CultureInfo.InvariantCulture);
}
