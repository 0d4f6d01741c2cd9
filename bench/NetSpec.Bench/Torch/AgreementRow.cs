using System;
using System.Collections.Generic;

namespace NetSpec.Bench.Torch;

/// <summary>An output of a net as libtorch computes it, and how far ours lies from that.</summary>
/// <param name="Net">The net.</param>
/// <param name="Output">The output.</param>
/// <param name="Values">What libtorch gives.</param>
/// <param name="Largest">The largest magnitude of those.</param>
/// <param name="Difference">The largest difference; infinite where a number is none.</param>
internal sealed record AgreementRow(string Net, string Output, IReadOnlyList<float> Values, double Largest, double Difference)
{
    /// <summary>What may be between the two, in units of the largest output.</summary>
    public const double Tolerance = 1e-5;

    /// <summary>The difference in units of the largest output.</summary>
    public double Relative => Difference / Largest;

    public bool Agrees => Relative <= Tolerance;

    public static AgreementRow Of(string net, string output, float[] ours, float[] theirs)
    {
        var (difference, largest) = (0.0, 0.0);
        for (var i = 0; i < theirs.Length; i++)
        {
            var distance = Math.Abs((double)ours[i] - theirs[i]);
            difference = Math.Max(difference, double.IsNaN(distance) ? double.PositiveInfinity : distance);
            largest = Math.Max(largest, Math.Abs((double)theirs[i]));
        }

        return new(net, output, theirs, largest, difference);
    }
}
