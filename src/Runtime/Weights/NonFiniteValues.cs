using System.Collections.Generic;
using System.Globalization;

namespace NetSpec.Runtime.Weights;

/// <summary>The values of one tensor that are no finite numbers.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="FirstIndex">Position of the first such value in the tensor, in row-major order.</param>
/// <param name="NaNs">How many are NaN.</param>
/// <param name="Infinities">How many are infinite.</param>
/// <param name="Overflows">How many are finite doubles in the file that lie beyond single precision's range.</param>
public sealed record NonFiniteValues(string Name, int FirstIndex, int NaNs, int Infinities, int Overflows)
{
    /// <summary>One line: <c>conv1.weight: 3 NaN, 1 infinite, the first at index 17</c>.</summary>
    public override string ToString()
    {
        var counts = new List<string>(3);
        Add(NaNs, "NaN");
        Add(Infinities, "infinite");
        Add(Overflows, "beyond single precision");
        return $"{Name}: {string.Join(", ", counts)}, the first at index {FirstIndex.ToString(CultureInfo.InvariantCulture)}";

        void Add(int count, string what)
        {
            if (count > 0)
                counts.Add(count.ToString(CultureInfo.InvariantCulture) + " " + what);
        }
    }
}
