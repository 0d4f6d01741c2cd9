using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.EndToEnd.Tests.Oracles;
using NetSpec.Runtime.Paths;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.EndToEnd.Tests.Paths.Lifting;

/// <summary>The lifting of layered nets, and what a person reads of it.</summary>
public sealed class LiftingTests
{
    public static TheoryData<string> TinyCnns() => TinyCnnTests.Ids();

    [Theory]
    [MemberData(nameof(TinyCnns))]
    public void Evaluation_is_the_forward_pass_in_double(string id)
    {
        var (cnn, paths) = EmittedPaths.TinyCnn(id);
        Assert.InRange(Closeness.Relative([.. paths.Evaluate(Single(cnn.Input)).Outputs], cnn.Output), 0, 1e-13);
    }

    /// <summary>The case with fewest paths; its neurons without biases start none, and the oracle's do.</summary>
    [Fact]
    public void Paths_of_a_small_network_add_up_to_its_norm_and_its_outputs()
    {
        var (cnn, paths) = EmittedPaths.TinyCnn("t1_conv_bn_maxpadded_gap_fc");
        var lifting = paths.Lift();
        Assert.Equal(cnn.Json.GetProperty("dag").GetProperty("l1_by_path_enumeration").GetDouble(), lifting.Paths.Sum(path => Math.Abs(path.Value)), 1e-11);
        Assert.InRange(Closeness.Relative([.. lifting.Activations(Single(cnn.Input)).Outputs], cnn.Output), 0, 1e-12);
        Assert.StartsWith("x[0, 0, 0]>c1[0, 0, 0]>b1[0, 0, 0]>y.relu[0, 0, 0]>", lifting.Paths.First(path => path.StartsAtInput).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_reads_as_its_neurons()
    {
        var (_, paths) = EmittedPaths.Dag("fig_3_1_maxpool_counterexample");
        var lifting = paths.Lift();
        Assert.Equal("y0 m>y0 u0>m>y0 u1>m>y0 x0>u0>m>y0 x0>u1>m>y0", string.Join(' ', lifting.Paths));
        Assert.Equal([0, 1, 2, 2, 3, 3], lifting.Paths.Select(path => path.Length));
        Assert.Equal([0, 0, 0, 1, 0, 1], lifting.Paths.Select(path => path.Length < 2 ? 0 : path.Edges[path.Length - 2]));
    }

    [Theory]
    [InlineData("Corpus.Dags.Large0", 1617, "1618")]
    [InlineData("Corpus.Nets.ResNet18", PathAnalysis.LiftLimit, "4.9438e60")]
    public void A_network_with_too_many_paths_is_refused(string name, int limit, string count)
    {
        var paths = EmittedPaths.Of(name, new(EmittedPaths.Layout(name)));
        var error = Assert.Throws<InvalidOperationException>(() => paths.Lift(limit));
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"The network has {count} paths; at most {limit} are written out."), error.Message);

        // Without the compiler's count it is known as soon as there are too many.
        var unknown = new PathAnalysis(new(paths.Architecture), paths.Parameters);
        Assert.Contains("has too many paths", Assert.Throws<InvalidOperationException>(() => unknown.Lift(limit)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Arguments_are_checked()
    {
        var (_, paths) = EmittedPaths.Dag("lfcn_nobias_2_3_1");
        Assert.Throws<ArgumentOutOfRangeException>(() => paths.Lift(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => paths.Evaluate([1, 2]).Values(-1));
        Assert.Equal("Sample 0 has 3 numbers; the network's inputs have 2.", Assert.Throws<ArgumentException>(() => paths.Evaluate([1, 2, 3])).Message);
        Assert.Equal("Sample 0 holds NaN at 1; inputs are finite.", Assert.Throws<ArgumentException>(() => paths.Lift().Activations([1, float.NaN])).Message);
    }

    private static float[] Single(IEnumerable<double> values) => [.. values.Select(value => (float)value)];
}
