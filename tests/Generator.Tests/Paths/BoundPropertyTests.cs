using System;
using System.Linq;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;
using NetSpec.Runtime.Paths;
using NetSpec.Runtime.Paths.Merging;
using NetSpec.Runtime.Weights;
using Xunit;

namespace NetSpec.Generator.Tests.Paths;

/// <summary>Bounds and costs against what they bound, on networks whose paths are all written out.</summary>
public sealed class BoundPropertyTests
{
    /// <summary>Theorem 3.3.1: |R(x) − R(x')| ≤ ‖Φ^I‖₁ ‖x − x'‖_∞ for each output.</summary>
    [Fact]
    public void Outputs_move_no_further_than_the_paths_from_inputs_allow() => TinyNets.ForAll((net, random) =>
    {
        var paths = net.Paths(net.Parameters(random));
        var norms = paths.NormPerOutput(1, PathStarts.Inputs);
        for (var pair = 0; pair < 8; pair++)
        {
            var (x, y) = (net.Input(random), net.Input(random));
            if (pair % 2 == 1)
                y = [.. x.Select(value => value + (0.01f * (random.NextSingle() - 0.5f)))];
            var distance = x.Zip(y, (a, b) => Math.Abs((double)a - b)).Max();
            double[] changes = [.. paths.Evaluate(x).Outputs.Zip(paths.Evaluate(y).Outputs, (a, b) => Math.Abs(a - b))];
            foreach (var (change, norm) in changes.Zip(norms))
                AssertAtMost(change, norm.Value * distance);
            AssertAtMost(changes.Sum(), paths.OutputDistanceBound(x, y).Value);
            AssertAtMost(changes.Max(), paths.OutputDistanceBound(x, y, double.PositiveInfinity).Value);
        }
    });

    /// <summary>Lemma 3.4.1 for parameters that shrink, the bound by way of the minimum for others; Equation (3.6).</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_metric_is_that_of_all_paths_and_bounds_the_change_of_outputs(bool isShrinking) => TinyNets.ForAll((net, random) =>
    {
        var before = net.Parameters(random);
        var after = SameSigns(before, random, isShrinking ? [0, 0.5f, 1] : [0.5f, 1, 2]);
        var (paths, others) = (net.Paths(before), net.Paths(after));
        var distance = paths.Distance(after);
        var enumerated = paths.Lift().Paths.Zip(others.Lift().Paths, (path, other) => Math.Abs(path.Value - other.Value)).Sum();
        if (isShrinking)
        {
            Assert.True(distance.IsExact);
            Assert.Equal(enumerated, distance.Value.Value, 1e-12 * enumerated);
        }

        AssertAtMost(enumerated, distance.Value.Value);
        AssertAtMost(distance.LowerBound.Value, enumerated);
        for (var sample = 0; sample < 4; sample++)
        {
            var x = net.Input(random);
            var bounds = distance.OutputChangeBound(x.Max(Math.Abs));
            foreach (var (change, bound) in paths.Evaluate(x).Outputs.Zip(others.Evaluate(x).Outputs, (a, b) => Math.Abs(a - b)).Zip(bounds))
                AssertAtMost(change, bound.Value);
        }
    });

    /// <summary>Where no path uses a parameter twice its cost is exact, else too large if anything.</summary>
    [Fact]
    public void Costs_are_what_setting_a_parameter_to_zero_takes_away() => TinyNets.ForAll((net, random) =>
    {
        var parameters = net.Parameters(random);
        var paths = net.Paths(parameters);
        var (costs, norm) = (paths.Costs(), paths.Norm().Value);
        foreach (var (parameter, element) in net.Elements().OrderBy(_ => random.Next()).Take(25))
        {
            var difference = norm - net.Paths(WithZero(paths.Architecture, parameters, parameter.Offset + element)).Norm().Value;
            var cost = costs[parameter.Name, element].Value;

            // A batch-norm's a and c are set to zero through floats.
            if (costs.IsUpperEstimateOf(parameter.Name))
                AssertAtMost(difference, cost, slack: 1e-6 * norm);
            else
                Assert.Equal(difference, cost, 1e-6 * norm);
        }
    });

    [Fact]
    public void Local_norms_are_at_most_gated_norms_are_at_most_path_norms() => TinyNets.ForAll((net, random) =>
    {
        var paths = net.Paths(net.Parameters(random));
        var lifting = paths.Lift();
        float[][] samples = [.. Enumerable.Range(0, 11).Select(_ => net.Input(random))];
        var norms = paths.Average(samples, new() { KeepSamples = true });
        foreach (var (sample, measured) in samples.Zip(norms.PerSample).Take(3))
        {
            var activations = lifting.Activations(sample);
            for (var output = 0; output < measured.Local.Count; output++)
            {
                var gated = lifting.Paths.Where((path, p) => path.Output == output && activations.Active[p]).Sum(path => Math.Abs(path.Value));
                Assert.Equal(gated, measured.Gated[output].Value, 1e-12 * gated);
                Assert.Equal(activations.Coefficients[output].Sum(Math.Abs), measured.Local[output].Value, 1e-12 * gated);
                AssertAtMost(measured.Local[output].Value, measured.Gated[output].Value);
                AssertAtMost(measured.Gated[output].Value, norms.PerOutput[output].Worst.Value);
            }
        }
    });

    /// <summary>A merged network computes the same function, so it bounds the slopes around every input too.</summary>
    [Fact]
    public void Merged_norms_lie_between_local_norms_and_path_norms() => TinyNets.ForAll((net, random) =>
    {
        var paths = net.Paths(net.Parameters(random));
        foreach (var merges in (Merges[])[Merges.Affine, Merges.Chains, Merges.Sums, Merges.Neurons, Merges.All])
        {
            foreach (var q in (double[])[0.5, 1])
                AssertAtMost(paths.MergedNorm(q, 1, merges: merges).Value, paths.Norm(q).Value);
        }

        float[][] samples = [.. Enumerable.Range(0, 8).Select(_ => net.Input(random))];
        AssertAtMost(paths.Average(samples).Local.Max.Value, paths.MergedNorm().Value);
    });

    [Fact]
    public void Merged_networks_compute_the_same_function() => TinyNets.ForAll((net, random) =>
    {
        var paths = net.Paths(net.Parameters(random));
        var theta = EffectiveParameters.Of(paths.Architecture, paths.Parameters);
        var (architecture, merged) = MergedNetwork.Of(paths.Architecture, theta, Merges.All);
        for (var sample = 0; sample < 4; sample++)
        {
            var x = net.Input(random);
            LiftingPropertyTests.AssertClose([.. paths.Evaluate(x).Outputs], [.. new Evaluation(architecture, merged, x).Outputs], 1e-12 * (1 + paths.Norm().Value));
        }
    });

    private static void AssertAtMost(double value, double bound, double slack = 0) =>
        Assert.True(value <= (bound * (1 + 1e-12)) + slack + 1e-13, FormattableString.Invariant($"{value:r} is more than {bound:r}"));

    /// <summary>Each parameter times one of the factors; γ and β of a channel share one, so that a and c keep their signs.</summary>
    private static ParameterStore SameSigns(ParameterStore store, Random random, float[] factors)
    {
        var other = store.Clone();
        var perChannel = Enumerable.Range(0, 64).Select(_ => factors[random.Next(factors.Length)]).ToArray();
        foreach (var parameter in store.Layout.Where(parameter => parameter.IsTrainable))
        {
            var values = other[parameter];
            for (var i = 0; i < values.Length; i++)
                values[i] *= parameter.Role is ParameterRole.Gamma or ParameterRole.Beta ? perChannel[i] : factors[random.Next(factors.Length)];
        }

        return other;
    }

    /// <summary>The store with one parameter of the model zero: of a batch-norm a with c kept, or c with a kept.</summary>
    private static ParameterStore WithZero(Architecture architecture, ParameterStore store, int index)
    {
        var other = store.Clone();
        other.Values[index] = 0;
        foreach (var norm in architecture.Layers.OfType<BatchNormLayer>())
        {
            var channel = index - norm.Gamma is >= 0 and var first && first < norm.Shape.Channels ? first : index - norm.Beta;
            if (channel < 0 || channel >= norm.Shape.Channels)
                continue;

            // a·μ, which γ = 0 takes out of c and β = 0 leaves in it.
            var shift = store.Values[norm.Gamma + channel] / Math.Sqrt(store.Values[norm.Variance + channel] + norm.Epsilon) * store.Values[norm.Mean + channel];
            other.Values[norm.Beta + channel] = (float)(index == norm.Beta + channel ? shift : store.Values[norm.Beta + channel] - shift);
        }

        return other;
    }
}
