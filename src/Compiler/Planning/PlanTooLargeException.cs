using System;
using System.Globalization;

namespace NetSpec.Compiler.Planning;

/// <summary>A net whose values cannot be addressed: one sample needs more floats than an <see cref="int"/> counts.</summary>
internal sealed class PlanTooLargeException(long floats)
    : Exception(
        $"one sample needs {floats.ToString("N0", CultureInfo.InvariantCulture)} floats of workspace; at most "
            + $"{Limit.ToString("N0", CultureInfo.InvariantCulture)} can be addressed")
{
    /// <summary>The largest workspace of a sample, in floats: 4 GiB.</summary>
    public const int Limit = 1 << 30;

    /// <summary>Floats that one sample needs.</summary>
    public long Floats { get; } = floats;
}
