using System.Globalization;

namespace NetSpec.Runtime.Weights;

/// <summary>The values of one tensor that its role does not allow.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="FirstIndex">Position of the first such value in the tensor, in row-major order.</param>
/// <param name="FirstValue">That value.</param>
/// <param name="Count">How many there are.</param>
public sealed record OutOfRangeValues(string Name, int FirstIndex, float FirstValue, int Count)
{
    /// <summary>One line: <c>bn1.running_var: -0.5 at index 3, and 2 more; a variance is at least 0</c>.</summary>
    public override string ToString()
    {
        var more = Count > 1 ? string.Create(CultureInfo.InvariantCulture, $", and {Count - 1} more") : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"{Name}: {FirstValue} at index {FirstIndex}{more}; a variance {(FirstValue < 0 ? "is at least 0" : "that no eps is added to is above 0")}");
    }
}
