using System;
using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Paths;

/// <summary>Elements of a parameter store as messages name them.</summary>
internal static class ParameterNames
{
    /// <summary>The tensor and the position in it: <c>conv1.weight[5, 0, 2, 2]</c>.</summary>
    public static string Of(ParameterLayout layout, int element)
    {
        foreach (var parameter in layout)
        {
            var rest = element - parameter.Offset;
            if (rest < 0 || rest >= parameter.Size)
                continue;

            var position = new int[parameter.Dims.Length];
            for (var axis = position.Length - 1; axis >= 0; axis--)
            {
                (rest, position[axis]) = (rest / parameter.Dims[axis], rest % parameter.Dims[axis]);
            }

            return $"{parameter.Name}[{string.Join(", ", position)}]";
        }

        throw new ArgumentOutOfRangeException(nameof(element), element, $"The store has {layout.Size} elements.");
    }
}
