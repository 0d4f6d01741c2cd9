using System.Collections.Generic;

namespace NetSpec.Tool.Reports;

/// <summary>What <c>pathnorm</c> computed.</summary>
internal sealed record PathNormReport(
    string Spec,
    string Net,
    string? Weights,
    string Q,
    string R,
    string Starts,
    MagnitudeEntry Norm,
    MagnitudeEntry? ProductOfNorms,
    MagnitudeEntry? Merged,
    string? NonZeroPaths,
    IReadOnlyList<MagnitudeEntry>? PerOutput);
