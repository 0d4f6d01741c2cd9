using System;
using System.Globalization;
using System.Linq;
using Corpus.Nets;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Paths;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.EndToEnd.Tests.Paths.Norms;

/// <summary>The kernels of a sweep against a walk over the edges, on every net of the corpus that is small.</summary>
public sealed class SweepTests
{
    private const long MaxEdges = 2_000_000;

    public static TheoryData<string> SmallNets =>
        [.. CorpusSpec.Nets.Values.Where(net => net.Passes.Contains("pathnorm") && net.StoreSize < 100_000 && Edges(net.FullName) < MaxEdges).Select(net => net.FullName).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(SmallNets))]
    public void Norms_are_those_of_a_walk_over_the_edges(string name)
    {
        var paths = EmittedPaths.WithDetWeights(name);
        foreach (var q in new[] { 0.5, 1, 2, 3, 70, double.PositiveInfinity })
        foreach (var starts in Enum.GetValues<PathStarts>())
        {
            var expected = PlainSweep.Norms(paths.Architecture, EffectiveParameters.Of(paths.Architecture, paths.Parameters), q, starts);
            Assert.All(expected.Zip(paths.NormPerOutput(q, starts)), pair => Assert.InRange(pair.Second.Value, pair.First * (1 - 1e-12), pair.First * (1 + 1e-12)));
        }
    }

    [Theory]
    [MemberData(nameof(SmallNets))]
    public void Counts_are_those_of_a_walk_over_the_edges(string name)
    {
        var paths = EmittedPaths.WithDetWeights(name);

        // Every third parameter is pruned.
        foreach (ref var value in paths.Parameters.Values[..(paths.Parameters.Values.Length / 3)])
            value = 0;

        Assert.Equal(PlainSweep.Count(paths.Architecture, EffectiveParameters.Of(paths.Architecture, paths.Parameters)), paths.Count());
    }

    private static long Edges(string name) =>
        Convert.ToInt64(typeof(ResNet18).Assembly.GetType(name)!.GetField("MultiplyAdds")!.GetRawConstantValue(), CultureInfo.InvariantCulture);
}
