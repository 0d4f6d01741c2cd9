using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.EndToEnd.Tests.Oracles;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;
using NetSpec.Runtime.Paths;
using NetSpec.Runtime.Weights;
using Xunit;

namespace NetSpec.EndToEnd.Tests.Paths.Average;

/// <summary>Local and gated norms against the path-activations of the oracles and of the lifting.</summary>
public sealed class AverageTests
{
    public static TheoryData<string> Ids() => DagSpecTests.Ids();

    [Theory]
    [MemberData(nameof(Ids))]
    public void Norms_are_those_of_the_active_paths(string id)
    {
        var (dag, paths) = EmittedPaths.Dag(id);
        float[][] samples = [.. dag.Evaluations.Select(evaluation => Single(evaluation.X))];
        var norms = paths.Average(samples, new() { KeepSamples = true });
        var lifting = paths.Lift();
        Assert.Equal(samples.Length, norms.Samples);
        Assert.Equal(dag.Json.GetProperty("phi_l1").GetDouble(), norms.Worst.Value);
        foreach (var (i, evaluation) in dag.Json.GetProperty("evaluations").EnumerateArray().Index())
        {
            var local = evaluation.GetProperty("A_T_phi").EnumerateArray().Select(row => row.EnumerateArray().Sum(value => Math.Abs(value.GetDouble())));
            Assert.Equal(local, norms.PerSample[i].Local.Select(norm => norm.Value));

            var active = lifting.Activations(samples[i]).Active;
            var gated = Enumerable.Range(0, dag.Outputs.Count).Select(v => lifting.Paths.Where((path, p) => path.Output == v && active[p]).Sum(path => Math.Abs(path.Value)));
            Assert.Equal(gated, norms.PerSample[i].Gated.Select(norm => norm.Value));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(double.PositiveInfinity)]
    public void Means_and_maxima_are_those_of_the_samples(double r)
    {
        var (dag, paths) = EmittedPaths.Dag("kpool_1");
        var norms = paths.Average(dag.Evaluations.Select(evaluation => Single(evaluation.X)), new() { KeepSamples = true, R = r });
        var local = norms.PerSample.Select(sample => Norm(sample.Local, r)).ToArray();
        var gated = norms.PerSample.Select(sample => Norm(sample.Gated, r)).ToArray();
        Assert.Equal(local.Average(), norms.Local.Mean.Value, 1e-12);
        Assert.Equal(local.Max(), norms.Local.Max.Value, 1e-12);
        Assert.Equal(gated.Average(), norms.Gated.Mean.Value, 1e-12);
        Assert.Equal(Norm([.. norms.PerOutput.Select(output => output.Worst)], r), norms.Worst.Value, 1e-12);
        Assert.All(norms.PerOutput, output =>
        {
            Assert.Equal(norms.PerSample.Average(sample => sample.Local[output.Output].Value), output.Local.Mean.Value, 1e-12);
            Assert.Equal(norms.PerSample.Max(sample => sample.Gated[output.Output].Value), output.Gated.Max.Value);
        });
    }

    /// <summary>More samples than lanes and threads, and an intercept that is the difference which the pass avoids.</summary>
    [Fact]
    public void Local_norms_are_slopes_and_intercept_whatever_the_threads()
    {
        var (cnn, paths) = EmittedPaths.TinyCnn("t5_conv_bias_then_bn");
        var random = new Random(5);
        float[][] samples = [.. Enumerable.Range(0, 37).Select(_ => Enumerable.Range(0, cnn.Input.Count).Select(_ => random.NextSingle() - 0.5f).ToArray())];
        var norms = paths.Average(samples, new() { KeepSamples = true, Threads = 1 });
        var threaded = paths.Average(samples, new() { KeepSamples = true, Threads = 3 });
        Assert.Equal(norms.ToString(), threaded.ToString());
        Assert.Equal(norms.PerSample.SelectMany(sample => sample.Local), threaded.PerSample.SelectMany(sample => sample.Local));

        foreach (var (i, sample) in samples.Index().Take(5))
        {
            var at = paths.Evaluate(sample).Outputs;
            for (var output = 0; output < at.Count; output++)
            {
                var slopes = Slopes(paths, sample, output);
                var intercept = at[output] - slopes.Zip(sample, (slope, value) => slope * value).Sum();
                Assert.Equal(slopes.Sum(Math.Abs) + Math.Abs(intercept), norms.PerSample[i].Local[output].Value, 1e-4);
            }
        }
    }

    [Fact]
    public void Chosen_outputs_are_measured_as_among_all()
    {
        var (cnn, paths) = EmittedPaths.TinyCnn("t4_mini_unet");
        float[][] samples = [Single(cnn.Input)];
        var (all, some) = (paths.Average(samples), paths.Average(samples, new() { Outputs = [11, 3] }));
        Assert.Equal([all.PerOutput[11], all.PerOutput[3]], some.PerOutput);
        Assert.Equal(16, all.PerOutput.Count);
        Assert.Empty(all.PerSample);
    }

    /// <summary>Slopes that cancel in every layer, so that only their magnitudes leave the range of a double.</summary>
    [Fact]
    public void Gated_norms_have_an_exponent_of_their_own()
    {
        const int Depth = 40;
        var layout = new ParameterLayout(new ParameterInfo("weight", ParameterRole.Weight, 2, 2));
        Layer[] layers = [new InputLayer("x", new(2)), .. Enumerable.Range(0, Depth).Select(i => new LinearLayer($"layer{i}", i, new(2), weight: 0))];
        var paths = new PathAnalysis(new(new(layout, layers, inputs: [0], outputs: [Depth])), new(layout, [1e10f, 1e10f, -1e10f, -1e10f]));
        var norms = paths.Average([[1, 2]]);
        Assert.Equal(0, norms.Local.Max.Value);
        Assert.Equal(1 + (Depth * Math.Log2(2e10)), norms.Gated.Max.Log2, 1e-9);
        Assert.Equal(norms.Worst.Log2, norms.Gated.Max.Log2, 1e-9);
    }

    [Fact]
    public void Slopes_beyond_doubles_are_numbers()
    {
        var (dag, paths) = EmittedPaths.Dag("dense_deep_0");
        paths.Parameters.Values.Fill(float.MaxValue);
        var norms = paths.Average([[.. Enumerable.Repeat(1f, dag.Inputs.Count)]]);
        Assert.InRange(norms.Local.Max.Log2, 1024, norms.Gated.Max.Log2 + 1e-12);
        Assert.InRange(norms.Gated.Max.Log2, 1024, norms.Worst.Log2 + 1e-12);
    }

    [Fact]
    public void Arguments_are_checked()
    {
        var (_, paths) = EmittedPaths.Dag("lfcn_nobias_2_3_1");
        Assert.Contains("empty", Assert.Throws<ArgumentException>(() => paths.Average(Array.Empty<float[]>())).Message, StringComparison.Ordinal);
        Assert.Contains("Sample 1 has 1 numbers; the network's inputs have 2.", Assert.Throws<ArgumentException>(() => paths.Average([[1, 2], [1]])).Message, StringComparison.Ordinal);
        Assert.Contains("has 1 outputs", Assert.Throws<ArgumentOutOfRangeException>(() => paths.Average([[1, 2]], new() { Outputs = [1] })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => paths.Average([[1, 2]], new() { Outputs = [0, 0] }));
        Assert.Throws<ArgumentException>(() => paths.Average([[1, 2]], new() { Outputs = [] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => paths.Average([[1, 2]], new() { R = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => paths.Average([[1, 2]], new() { Threads = -1 }));
    }

    private static double Norm(IReadOnlyList<Magnitude> values, double r) => double.IsInfinity(r)
        ? values.Max(value => value.Value)
        : Math.Pow(values.Sum(value => Math.Pow(value.Value, r)), 1 / r);

    /// <summary>Central differences inside one affine region, of which there is one almost everywhere.</summary>
    private static double[] Slopes(PathAnalysis paths, float[] x, int output)
    {
        const float Step = 1f / (1 << 16);
        return [.. x.Select((_, i) =>
        {
            float[] up = [.. x], down = [.. x];
            (up[i], down[i]) = (x[i] + Step, x[i] - Step);
            return (paths.Evaluate(up).Outputs[output] - paths.Evaluate(down).Outputs[output]) / ((double)up[i] - down[i]);
        })];
    }

    private static float[] Single(IEnumerable<double> values) => [.. values.Select(value => (float)value)];
}
