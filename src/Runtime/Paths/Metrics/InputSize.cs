using System;

namespace NetSpec.Runtime.Paths.Metrics;

/// <summary>Checks of a given ‖x‖_∞.</summary>
internal static class InputSize
{
    /// <summary>max(‖x‖_∞, 1).</summary>
    public static Magnitude AtLeastOne(double size) => new(Math.Max(Checked(size), 1));

    public static double Checked(double size) => double.IsFinite(size) && size >= 0
        ? size
        : throw new ArgumentOutOfRangeException(nameof(size), size, "The size of an input, its largest absolute value, is finite and at least 0.");
}
