using System.Collections.Generic;

namespace NetSpec.Tool.Reports;

/// <summary>What <c>prune</c> took away, and what that can change.</summary>
internal sealed record PruneReport(
    string Spec,
    string Net,
    string? Weights,
    string By,
    string Scope,
    double Share,
    long Pruned,
    long Stored,
    IReadOnlyList<PrunedTensorEntry> Tensors,
    MagnitudeEntry PathNorm,
    double InputSize,
    MagnitudeEntry ChangeBound,
    string? Output,
    string? Mask);
