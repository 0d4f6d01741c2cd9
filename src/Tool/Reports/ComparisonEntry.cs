namespace NetSpec.Tool.Reports;

/// <summary>The emitted code against another engine, on random samples.</summary>
/// <param name="With">The other engine.</param>
/// <param name="Samples">How many samples.</param>
/// <param name="LargestDifference">The largest difference of two outputs.</param>
/// <param name="LargestOutput">The largest output.</param>
/// <param name="Relative">The one as a share of the other.</param>
internal sealed record ComparisonEntry(string With, int Samples, double LargestDifference, double LargestOutput, double Relative);
