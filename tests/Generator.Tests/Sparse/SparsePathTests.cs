using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Paths;
using Xunit;

namespace NetSpec.Generator.Tests.Sparse;

/// <summary>What is computed of paths through sparse factors against all paths, written out by a plain recursion.</summary>
public sealed class SparsePathTests
{
    private static readonly double[] Exponents = [0.25, 0.5, 1, 2, 3, double.PositiveInfinity];

    [Fact]
    public void The_lifting_is_every_path() => PlainNets.ForAll((net, paths, theta, _) =>
    {
        var lifting = paths.Lift();
        var expected = net.PathsByOutput(theta);
        Assert.Equal(expected.Sum(output => output.Length), paths.Constants.PathCount);
        Assert.Equal(expected.Sum(output => output.Count(path => path.Product != 0)), paths.Count());
        for (var output = 0; output < expected.Length; output++)
        {
            var found = lifting.Paths.Where(path => path.Output == output).Select(path => (path.StartsAtInput, path.Value)).Order().ToArray();
            var all = expected[output].Select(path => (StartsAtInput: path.Input >= 0, path.Product)).Order().ToArray();
            Assert.Equal(all.Length, found.Length);
            Assert.All(all.Zip(found), pair =>
            {
                Assert.Equal(pair.First.StartsAtInput, pair.Second.StartsAtInput);
                AssertNear(pair.First.Product, pair.Second.Value);
            });
        }
    });

    [Fact]
    public void Norms_are_those_of_all_paths() => PlainNets.ForAll((net, paths, theta, random) =>
    {
        var all = net.PathsByOutput(theta);
        foreach (var starts in Enum.GetValues<PathStarts>())
        foreach (var q in Exponents)
        {
            var norms = all.Select(output => Norm(output.Where(path => Counts(path, starts)).Select(path => path.Product), q)).ToArray();
            foreach (var r in Exponents)
                AssertNear(Norm(norms, r), paths.Norm(q, r, starts).Value);
            Assert.All(norms.Zip(paths.NormPerOutput(q, starts)), pair => AssertNear(pair.First, pair.Second.Value));
            if (double.IsFinite(q))
                AssertNear(Norm(norms, 1), paths.Norm(Precision.Single, q, 1, starts, threads: 2).Value, 1e-4);
        }
    });

    [Fact]
    public void Costs_are_what_the_paths_through_a_parameter_weigh() => PlainNets.ForAll((net, paths, theta, random) =>
    {
        var expected = new double[theta.Length];
        foreach (var path in net.PathsByOutput(theta).SelectMany(output => output))
        {
            // A parameter that is passed twice counts twice: then a cost is an estimate from above.
            foreach (var parameter in path.Parameters)
                expected[parameter] += Math.Abs(path.Product);
        }

        var (costs, single) = (paths.Costs(), paths.Costs(Precision.Single, threads: 2));
        for (var i = 0; i < expected.Length; i++)
        {
            AssertNear(expected[i], costs[i].Value);
            AssertNear(expected[i], single[i].Value, 1e-5);
        }

        Assert.Equal(net.Stages.Any(stage => stage is PlainStage.Factor { SharedWith: > 0 }), costs.IsUpperEstimate);
        foreach (var simd in Enum.GetValues<SimdLevel>().Where(SimdLevels.IsSupported))
        {
            using var pass = paths.CreateCostPass(simd);
            pass.Pack(paths.Parameters);
            pass.Run();
            Assert.All(pass.Costs.ToArray().Zip(expected), pair => AssertNear(pair.Second, Math.ScaleB(pair.First, (int)pass.CostExponent), 1e-5));
        }
    });

    [Fact]
    public void Active_paths_make_the_output_and_the_gated_norm() => PlainNets.ForAll((net, paths, theta, random) =>
    {
        float[][] samples = [.. Enumerable.Range(0, 5).Select(_ => Sample(net, random))];
        var norms = paths.Average(samples, new() { KeepSamples = true });
        var all = net.PathsByOutput(theta);
        for (var n = 0; n < samples.Length; n++)
        {
            var values = net.Evaluate(theta, [.. samples[n].Select(value => (double)value)]);
            var outputs = paths.Evaluate(samples[n]).Outputs;
            for (var output = 0; output < all.Length; output++)
            {
                var active = all[output].Where(path => path.Gates.All(gate => values[gate.Value][gate.Index] > 0)).ToArray();
                var scale = active.Sum(path => Math.Abs(path.Product));
                AssertNear(scale, norms.PerSample[n].Gated[output].Value);
                Assert.Equal(values[net.Output][output], active.Sum(path => path.Product * (path.Input < 0 ? 1 : samples[n][path.Input])), 1e-12 * (1 + scale));
                Assert.Equal(values[net.Output][output], outputs[output], 1e-12 * (1 + scale));

                var slopes = active.GroupBy(path => path.Input).Sum(paths => Math.Abs(paths.Sum(path => path.Product)));
                Assert.Equal(slopes, norms.PerSample[n].Local[output].Value, 1e-12 * (1 + scale));
            }
        }
    });

    [Fact]
    public void Outputs_are_no_further_apart_than_the_Lipschitz_bound() => PlainNets.ForAll((net, paths, theta, random) =>
    {
        var all = net.PathsByOutput(theta);
        foreach (var r in Exponents)
        {
            var constant = Norm(all.Select(output => output.Where(path => path.Input >= 0).Sum(path => Math.Abs(path.Product))), r);
            AssertNear(constant, paths.LipschitzInInput(r).Value);
            var (x, other) = (Sample(net, random), Sample(net, random));
            var distance = x.Zip(other, (a, b) => Math.Abs((double)a - b)).Max();
            AssertNear(constant * distance, paths.OutputDistanceBound(x, other, r).Value);
            var change = Norm(Outputs(net, theta, x).Zip(Outputs(net, theta, other), (a, b) => a - b), r);
            Assert.True(change <= constant * distance * (1 + 1e-12), $"{change} is more than {constant * distance}");
        }
    });

    [Fact]
    public void The_metric_of_a_pruned_network_is_what_its_paths_lose() => PlainNets.ForAll((net, paths, theta, random) =>
    {
        foreach (var factors in (float[][])[[0, 1], [0.5f, 1]])
        {
            var store = paths.Parameters.Clone();
            foreach (ref var value in store.Values)
                value *= factors[random.Next(2)];
            var pruned = PlainNets.Theta(store);
            var expected = net.PathsByOutput(theta).SelectMany(output => output).Zip(net.PathsByOutput(pruned).SelectMany(output => output), (a, b) => Math.Abs(a.Product - b.Product)).Sum();
            var distance = paths.Distance(store);
            Assert.True(distance.IsExact);
            AssertNear(expected, distance.Value.Value);

            var x = Sample(net, random);
            var change = Outputs(net, theta, x).Zip(Outputs(net, pruned, x), (a, b) => Math.Abs(a - b));
            Assert.All(change.Zip(distance.OutputChangeBound(x.Max(Math.Abs))), pair => Assert.True(pair.First <= (pair.Second.Value * (1 + 1e-12)) + 1e-13));
        }
    });

    /// <summary>Without activations a chain is one matrix, and its merged norm that matrix's.</summary>
    [Fact]
    public void The_merged_norm_of_bare_factors_is_that_of_their_product() => PlainNets.ForAll((net, paths, theta, _) =>
    {
        var merged = net.PathsByOutput(theta).Select(output => output.GroupBy(path => path.Input).Select(group => group.Sum(path => path.Product)).ToArray()).ToArray();
        foreach (var q in (double[])[0.5, 1])
        {
            AssertAtMost(paths.MergedNorm(q).Value, paths.Norm(q).Value);
            if (net.Stages.All(stage => stage is PlainStage.Factor))
                AssertNear(Norm(merged.Select(row => Norm(row, q)), 1), paths.MergedNorm(q).Value, 1e-12 * Math.Max(1, paths.Norm(q).Value));
        }
    });

    /// <summary>Identity neurons between factors are no neurons of the bound: its depth counts ReLUs, and the output.</summary>
    [Fact]
    public void Constants_of_the_generalisation_bound_count_activations() => PlainNets.ForAll((net, paths, theta, _) =>
    {
        var depth = 1 + net.PathsByOutput(theta).SelectMany(output => output).Where(path => path.Input >= 0).Max(path => path.Gates.Count(gate => gate.Value < net.Output));
        var constants = paths.Constants;
        Assert.Equal((depth + (net.Stages[^1] is PlainStage.Relu ? 1 : 0), 0, 1, 0), (constants.Depth, constants.PoolKinds, constants.PoolKernel, constants.PoolLayers));
        Assert.Equal((net.Inputs, net.Width(net.Output)), (constants.InputDimension, constants.OutputDimension));
        var c = Math.Sqrt((constants.Depth * Math.Log(3)) + Math.Log(3.0 * (net.Inputs + 1) * net.Width(net.Output)));
        var norm = net.PathsByOutput(theta).SelectMany(output => output).Sum(path => Math.Abs(path.Product));
        AssertNear(4 * 2 / Math.Sqrt(1000) * c * Math.Sqrt(2) * norm, paths.GeneralizationBound(1000, 2, Loss.CrossEntropy).Value.Value);
    });

    private static bool Counts(PlainPath path, PathStarts starts) => starts == PathStarts.All || path.Input >= 0 == (starts == PathStarts.Inputs);

    private static double[] Outputs(PlainNet net, double[] theta, float[] x) => net.Evaluate(theta, [.. x.Select(value => (double)value)])[net.Output];

    private static float[] Sample(PlainNet net, Random random) => [.. Enumerable.Range(0, net.Inputs).Select(_ => (float)((random.NextDouble() * 4) - 2))];

    private static double Norm(IEnumerable<double> values, double q)
    {
        var sizes = values.Select(Math.Abs).ToArray();
        return double.IsInfinity(q) ? sizes.DefaultIfEmpty().Max() : Math.Pow(sizes.Sum(size => Math.Pow(size, q)), 1 / q);
    }

    private static void AssertNear(double expected, double actual, double relative = 1e-12) =>
        Assert.True(Math.Abs(expected - actual) <= relative * Math.Abs(expected), FormattableString.Invariant($"{actual:r} is not {expected:r}"));

    private static void AssertAtMost(double value, double bound) =>
        Assert.True(value <= bound * (1 + 1e-12), FormattableString.Invariant($"{value:r} is more than {bound:r}"));
}
