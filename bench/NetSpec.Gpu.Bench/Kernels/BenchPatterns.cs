using System.Collections.Generic;
using System.Linq;
using NetSpec.Bench.Sparse;
using NetSpec.Dsl.Ops;

namespace NetSpec.Gpu.Bench.Kernels;

/// <summary>The patterns of the thesis' benchmark, as the generator knows patterns.</summary>
internal static class BenchPatterns
{
    public static IReadOnlyList<KsPattern> All { get; } = [.. GridPatterns.All.Select(pattern => new KsPattern(pattern.A, pattern.B, pattern.C, pattern.D))];
}
