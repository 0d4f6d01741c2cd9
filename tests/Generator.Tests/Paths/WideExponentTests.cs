using System;
using System.Linq;
using System.Reflection;
using NetSpec.Dsl;
using NetSpec.Generator.Tests.Emit;
using NetSpec.Runtime;
using NetSpec.Runtime.Paths;
using NetSpec.Runtime.Weights;
using Xunit;

namespace NetSpec.Generator.Tests.Paths;

/// <summary>
/// Chains whose layers are scaled by 2^±100, so that what lies between input and output is no double, while every answer is known
/// exactly: one channel goes up by 2^1200 and down again, the other one down and up.
/// </summary>
public sealed class WideExponentTests
{
    private const int Half = 12, Step = 100;

    private const string Spec = """
        net Deep {
            input x : 2
            output y = x -> repeat i in 0..23 (linear(2, bias=false) as {i} -> relu) -> linear(2) as last
            emit forward, pathnorm, phicost
        }

        net Thin {
            input x : 1
            output y = x -> repeat i in 0..23 (linear(1, bias=false) as {i} -> relu) -> linear(1) as last
            emit forward, lifting
        }

        net Sorted {
            input x : 2
            output y = x -> repeat i in 0..11 (linear(2, bias=false) as {i}) -> groupsort(2) -> repeat i in 12..23 (linear(2, bias=false) as {i})
            emit forward, lifting
        }
        """;

    private static readonly Lazy<Assembly> Nets = new(() => Compilations.Load(EmittedFiles.WithPaths(SpecCompiler.Compile(Spec).Nets)));

    /// <summary>The path norms of the two outputs of the chain: a path of 1, and a bias of 1/2 or 1/4.</summary>
    private static readonly double[] Biases = [0.5, 0.25];

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    public void Norms_are_right_in_both_precisions(double q)
    {
        var paths = Deep();
        double[] expected = [.. Biases.Select(bias => Math.Pow(1 + Math.Pow(bias, q), 1 / q))];

        Assert.All(expected.Zip(paths.NormPerOutput(q)), pair => Assert.Equal(pair.First, pair.Second.Value, 1e-14 * pair.First));
        foreach (var r in new[] { 1, 2, double.PositiveInfinity })
        {
            var whole = double.IsPositiveInfinity(r) ? expected.Max() : Math.Pow(expected.Sum(norm => Math.Pow(norm, r)), 1 / r);
            Assert.Equal(whole, paths.Norm(q, r).Value, 1e-13 * whole);
            Assert.Equal(whole, paths.Norm(Precision.Single, q, r).Value, 1e-5 * whole);
        }
    }

    [Fact]
    public void Bounds_of_norms_are_right()
    {
        var paths = Deep();

        Assert.Equal([Magnitude.One, Magnitude.One], paths.NormPerOutput(double.PositiveInfinity));
        IsGuarantee(2, paths.LipschitzInInput());
        IsGuarantee(1, paths.LipschitzInInput(double.PositiveInfinity));
        IsGuarantee(8, paths.OutputDistanceBound([1, 5], [1, 1]));

        // Of each layer the channel that goes up: weights of 0 join the two.
        foreach (var q in new[] { 0.5, 1, 2, 3 })
            Assert.All(paths.ProductOfNormsPerOutput(q), product => Assert.Equal(1, (product / new Magnitude(1, 2 * Half * Step)).Value, 1e-12));

        var bound = paths.GeneralizationBound(samples: 100, largestInput: 1e308, Loss.CrossEntropy);
        IsGuarantee(2.75, bound.PathNorm);
        Assert.Equal(2.75 * Math.Sqrt(2) * 0.4 * bound.Constant, (bound.Value / new Magnitude(1e308)).Value, 1e-10 * bound.Constant);
        Assert.Equal(1, (bound.PathNormForOne * bound.Value / bound.PathNorm).Value, 1e-10);
    }

    [Fact]
    public void Costs_masks_and_distances_are_right()
    {
        var paths = Deep();
        var layout = paths.Parameters.Layout;
        foreach (var costs in new[] { paths.Costs(), paths.Costs(Precision.Single) })
        {
            var tolerance = (3 * costs.Margin) + 1e-12;
            for (var layer = 0; layer < 2 * Half; layer++)
                Assert.Equal(new[] { 1.0, 0, 0, 1 }, Enumerable.Range(0, 4).Select(i => costs[layout[layer].Name, i].Value), (x, y) => Math.Abs(x - y) <= tolerance);

            // The cheapest share of biases and weights: weights of 0, and the two biases.
            var mask = costs.GlobalMask(52.5 / layout.Size, PrunableRoles.Weights | PrunableRoles.Biases);
            IsGuarantee(0.75, costs.ChangeBound(mask, inputSize: 1), tolerance);
            IsGuarantee(0.75, paths.Distance(mask).Value);
        }
    }

    [Fact]
    public void Values_and_what_is_active_are_right()
    {
        var at = Deep().Evaluate([3, 5]);
        var middle = 2 * Half;

        Assert.Equal([3.5, 5.25], at.Outputs);
        Assert.Equal(at.Neurons, at.ActiveNeurons);
        Assert.Equal([double.PositiveInfinity, 0.0], at.Values(middle));
        Assert.Equal([0.5, 5.25], Deep().Evaluate([-3, 5]).Outputs);

        var sorted = Sorted();
        Assert.Equal([5.0, -3.0], sorted.Evaluate([-3, 5]).Outputs);
        Assert.Equal([double.PositiveInfinity, 0.0], sorted.Evaluate([3, 5]).Outputs);
    }

    [Fact]
    public void Averages_are_right()
    {
        // A group of eight and one sample more, so that lanes are to spare.
        float[][] samples = [.. Enumerable.Range(0, 9).Select(i => new float[] { i % 2 == 0 ? 3 : -3, i % 3 == 0 ? 5 : -5 })];
        var norms = Deep().Average(samples, new() { KeepSamples = true });
        for (var i = 0; i < samples.Length; i++)
        {
            Magnitude[] expected = [.. samples[i].Zip(Biases, (x, bias) => new Magnitude((x > 0 ? 1 : 0) + bias))];
            Assert.Equal(expected, norms.PerSample[i].Local);
            Assert.Equal(expected, norms.PerSample[i].Gated);
        }

        var sorted = Sorted().Average([[-3, 5], [3, 5]], new() { KeepSamples = true }).PerSample;
        Assert.Equal([Magnitude.One, Magnitude.One], sorted[0].Local);
        Assert.Equal([new Magnitude(1, 2 * Half * Step), new Magnitude(1, -2 * Half * Step)], sorted[1].Local);
    }

    [Fact]
    public void Paths_that_are_written_out_are_right()
    {
        var paths = Thin();
        var lifting = paths.Lift();

        Assert.Equal([0.5, 1.0], lifting.Paths.Select(path => path.Value).Order());
        var active = lifting.Activations([3]);
        Assert.Equal([1.0, 0.5], active.Coefficients[0]);
        Assert.Equal([3.5], active.Outputs);

        foreach (var (sign, expected) in new[] { (1, double.PositiveInfinity), (-1, 0.0) })
        {
            Fill(paths.Parameters, (_, _) => sign * Step);
            Assert.Equal(expected, paths.Lift().Paths.Single(path => path.StartsAtInput).Value);
        }
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(double.PositiveInfinity)]
    public void Normalised_parameters_are_right_and_what_no_double_holds_is_named(double q)
    {
        var paths = Deep();
        var normalized = paths.Normalize(q);

        Assert.Equal(Matrices(1, 0, 0, 1), normalized.Effective.ToArray());
        Assert.Equal(Matrices(1, 0, 0, 1), Array.ConvertAll(normalized.ToStore().Values.ToArray(), value => (double)value));

        // What the channels in the middle were multiplied by is 2^±1200.
        var factors = normalized.Factors.ToArray();
        Assert.Contains(0.0, factors);
        Assert.Contains(double.PositiveInfinity, factors);

        Fill(paths.Parameters, (_, channel) => channel == 0 ? Step : 0);
        var error = Assert.Throws<InvalidOperationException>(() => paths.Normalize(q));
        Assert.Contains("takes last.weight[0, 0] = 1 out of the range of doubles", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_of_dead_channels_need_not_fit_the_factors_of_others()
    {
        // The first channel is dead from the start, and read by the second one where its factor is 2^1200.
        var paths = Deep();
        paths.Parameters["0.weight"][0] = 0;
        paths.Parameters["11.weight"][2] = 1;

        var normalized = paths.Normalize(1);

        Assert.Equal(Matrices(0, 0, 0, 1), normalized.Effective.ToArray());
        Assert.Equal(Matrices(0, 0, 0, 1), Array.ConvertAll(normalized.ToStore().Values.ToArray(), value => (double)value));
    }

    [Fact]
    public void Rescaling_and_conserved_quantities_are_right()
    {
        var paths = Deep();
        var kept = paths.ConservedQuantities();
        for (var layer = 0; layer < 2 * Half; layer++)
        {
            for (var channel = 0; channel < 2; channel++)
                Assert.Equal(Square(layer, channel) - Square(layer + 1, channel), kept[(2 * layer) + channel].Value);
        }

        // Halfway to the normalised net, with factors of which quotients are no doubles: weights of 0 stay 0.
        double[] factors = [.. Enumerable.Range(0, 2 * Half).SelectMany(layer => new[] { Math.ScaleB(1, -Exponent(layer)), Math.ScaleB(1, Exponent(layer)) })];
        var rescaled = paths.Rescale(factors);
        Assert.Equal(MathF.ScaleB(1, Step / 2), rescaled["3.weight"][0]);
        Assert.Equal(paths.NormPerOutput(), Of("Deep", rescaled).NormPerOutput());

        static double Square(int layer, int channel) => layer == 2 * Half ? 1 : Math.ScaleB(1, 2 * Up(layer, channel));
        static int Exponent(int layer) => Step / 2 * Math.Min(layer + 1, (2 * Half) - layer - 1);
    }

    [Fact]
    public void Margins_that_floats_cannot_hold_name_their_sample()
    {
        var error = Assert.Throws<ArgumentException>(() => Deep().Margins([0, 0, 3, 5], [0, 0]));

        Assert.Contains("Sample 1 has outputs that are infinite or NaN", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Margins_of_any_size_have_their_mean_loss()
    {
        // (1 − 1/1.6 + 1 − 1.5/1.6) / 2: the sum of the two margins is no double.
        var margins = new MarginDistribution([1e308, 1.5e308]);

        Assert.Equal(0.21875, margins.MeanLoss(1.6e308), 1e-15);
        Assert.Throws<ArgumentOutOfRangeException>(() => Loss.Margin(1e-309));
    }

    [Fact]
    public void Merged_weights_that_no_double_holds_are_refused()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Sorted().MergedNorm());

        Assert.Contains("beyond 2^±450", error.Message, StringComparison.Ordinal);
        Assert.Equal(Sorted().Norm(), Sorted().MergedNorm(merges: Merges.All & ~Merges.Chains));
    }

    /// <summary>Not below the truth, and hardly above it.</summary>
    private static void IsGuarantee(double expected, Magnitude found, double tolerance = 1e-12) =>
        Assert.InRange(found.Value, expected, expected * (1 + tolerance));

    /// <summary>All weights of the deep net of 2x2 matrices alike, and its biases.</summary>
    private static double[] Matrices(params double[] matrix) => [.. Enumerable.Repeat(matrix, (2 * Half) + 1).SelectMany(values => values), .. Biases];

    private static PathAnalysis Deep() => Of("Deep");

    private static PathAnalysis Thin() => Of("Thin");

    /// <summary>Before the groups are sorted the first channel goes up and the other one down, and behind that again.</summary>
    private static PathAnalysis Sorted() => Of("Sorted", fill: (_, channel) => channel == 0 ? Step : -Step);

    /// <summary>Diagonal matrices of powers of two, and the biases of the last layer.</summary>
    private static PathAnalysis Of(string name, ParameterStore? store = null, Func<int, int, int>? fill = null)
    {
        var type = Nets.Value.GetType(name, throwOnError: true)!;
        if (store is null)
        {
            store = new((ParameterLayout)type.GetProperty("Layout")!.GetValue(null)!);
            Fill(store, fill ?? Up);
        }

        return (PathAnalysis)type.GetProperty("Paths")!.GetValue((Model)Activator.CreateInstance(type, store)!)!;
    }

    private static void Fill(ParameterStore store, Func<int, int, int> exponent)
    {
        var layer = 0;
        foreach (var parameter in store.Layout)
        {
            var values = store[parameter.Name];
            var isLast = parameter.Name.StartsWith("last", StringComparison.Ordinal);
            if (parameter.Role == ParameterRole.Bias)
            {
                Biases.Take(values.Length).Select(bias => (float)bias).ToArray().CopyTo(values);
                continue;
            }

            var width = parameter.Dims[0];
            for (var channel = 0; channel < width; channel++)
                values[channel * (width + 1)] = isLast ? 1 : MathF.ScaleB(1, exponent(layer, channel));
            layer++;
        }
    }

    private static int Up(int layer, int channel) => layer < Half == (channel == 0) ? Step : -Step;
}
