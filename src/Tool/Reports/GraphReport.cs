using System.Collections.Generic;

namespace NetSpec.Tool.Reports;

/// <summary>What <c>graph</c> drew: into a file, or as the text here.</summary>
internal sealed record GraphReport(
    string Spec, string Net, string Format, string? Output, int Boxes, int Edges, IReadOnlyList<FoldEntry> Folds, string? Text);
