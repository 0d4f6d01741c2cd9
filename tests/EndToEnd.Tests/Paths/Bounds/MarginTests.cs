using System;
using System.Linq;
using Corpus.Nets;
using NetSpec.Runtime.Paths;
using NetSpec.Runtime.Weights;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.EndToEnd.Tests.Paths.Bounds;

public sealed class MarginTests
{
    [Fact]
    public void A_margin_is_the_right_output_minus_the_best_other()
    {
        float[] outputs = [1, 4, 2.5f, /**/ 3, 3, 0, /**/ -1, -2, -3];
        Assert.Equal([1.5, 0, -2], MarginDistribution.Margins(outputs, [1, 0, 2]));
    }

    [Fact]
    public void A_distribution_knows_its_error_its_quantiles_and_its_losses()
    {
        var margins = new MarginDistribution([4, -1, 1, 0, 2]);
        Assert.Equal([-1, 0, 1, 2, 4], margins.Sorted);
        Assert.Equal(0.4, margins.ErrorRate);
        Assert.Equal((-1, -1, 0, 1, 4), (margins.Quantile(0), margins.Quantile(0.2), margins.Quantile(0.4), margins.Quantile(0.5), margins.Quantile(1)));

        // Eq. 4.13 sample by sample: 1, 1, 1/2, 0, 0 at γ = 2, and 1, 1, 7/8, 3/4, 1/2 at γ = 8.
        Assert.Equal(2.5 / 5, margins.MeanLoss(2), 1e-15);
        Assert.Equal((2 + 0.875 + 0.75 + 0.5) / 5, margins.MeanLoss(8), 1e-15);
        Assert.Equal(0.4, margins.MeanLoss(1e-300));
    }

    /// <summary>No γ of a fine grid is better than the one found, and the norm said to be needed is the threshold.</summary>
    [Fact]
    public void The_best_margin_is_no_worse_than_any_of_a_grid()
    {
        var random = new Random(5);
        var paths = Small();
        for (var trial = 0; trial < 200; trial++)
        {
            var margins = new MarginDistribution(Enumerable.Range(0, random.Next(1, 4000)).Select(_ => (random.NextDouble() - 0.2) * Math.Pow(10, random.Next(0, 5))));
            var bound = paths.MarginBound(margins, 1);
            var second = paths.GeneralizationBound(margins.Count, 1, Loss.Margin(1)).Value.Value;
            var grid = Enumerable.Range(-200, 600).Select(i => Math.Pow(10, i / 50.0)).Min(gamma => margins.MeanLoss(gamma) + (second / gamma) + bound.Confidence);
            Assert.True(bound.IsInformative ? bound.Value <= grid + 1e-12 : grid >= 1 - 1e-12);
            Assert.Equal(bound.IsInformative, bound.PathNorm < bound.PathNormNeeded);
            if (bound.IsInformative)
            {
                Assert.Equal(bound.Value!.Value, margins.MeanLoss(bound.Gamma!.Value) + (second / bound.Gamma.Value) + bound.Confidence, 1e-12);
                Assert.Equal(bound.Value.Value, bound.TrainingLoss!.Value + bound.Complexity!.Value + bound.Confidence, 1e-12);
            }
        }
    }

    [Fact]
    public void A_bound_shows_its_terms()
    {
        var margins = new MarginDistribution(Enumerable.Repeat(5000.0, 10000));
        Assert.Equal("0.04118 at γ = 5000: 0 (margin loss) + 0.0004386 (path norm) + 0.04074 (confidence)", Small().MarginBound(margins, 1).ToString());
    }

    [Fact]
    public void A_bound_that_says_nothing_says_so()
    {
        var few = new MarginDistribution(Enumerable.Repeat(30.0, 1000));
        Assert.StartsWith("no γ is informative: with margins up to 30 the path norm would have to be below ", Large().MarginBound(few, 2.64).ToString(), StringComparison.Ordinal);

        var wrong = new MarginDistribution([-1, -2, -3]);
        Assert.Equal(
            "no γ is informative, whatever the path norm: 1 (training error) + 2.352 (confidence) leave no room below 1",
            Small().MarginBound(wrong, 1).ToString());
        Assert.Null(Small().MarginBound(wrong, 1).Gamma);
    }

    [Fact]
    public void The_emitted_forward_pass_gives_the_margins()
    {
        var paths = EmittedPaths.WithDetWeights("Corpus.Nets.MlpSmall");
        var samples = DetWeights.Input("margins", 300 * 16);
        var labels = Enumerable.Range(0, 300).Select(i => i % 4).ToArray();
        var outputs = new float[300 * 4];
        new MlpSmall(paths.Parameters).Forward(samples, outputs, 300);
        Assert.Equal(MarginDistribution.Margins(outputs, labels).Order(), paths.Margins(samples, labels).Sorted);
        Assert.Equal(paths.Margins(samples, labels).Sorted, paths.Margins(samples.Chunk(16), labels.Select(label => label)).Sorted);
    }

    /// <summary>Of the scores that enter the head: those of the same network without it.</summary>
    [Fact]
    public void Margins_of_a_network_with_a_head_are_of_its_scores()
    {
        var (paths, labels) = (WithRandom("Corpus.Features.ScoredClasses", 6), Enumerable.Range(0, 20).Select(i => i % 7).ToArray());
        var samples = DetWeights.Input("margins", 20 * 3 * 6 * 5);
        var expected = Enumerable.Range(0, 20).SelectMany(i => paths.Evaluate(samples.AsSpan(i * 90, 90)).Outputs).Select(score => (float)score).ToArray();
        var probabilities = new float[20 * 7];
        new Corpus.Features.ScoredClasses(paths.Parameters).Forward(samples, probabilities, 20);

        Assert.Equal(MarginDistribution.Margins(expected, labels).Order(), paths.Margins(samples, labels).Sorted);
        for (var sample = 0; sample < 20; sample++)
        {
            var exponentials = expected.Skip(sample * 7).Take(7).Select(score => Math.Exp(score)).ToArray();
            Assert.All(exponentials.Zip(probabilities.Skip(sample * 7)), pair => Assert.Equal(pair.First / exponentials.Sum(), pair.Second, 1e-5));
        }
    }

    /// <summary>The logarithm of a softmax takes the same number from all scores.</summary>
    [Fact]
    public void Margins_of_logarithms_are_those_of_the_scores()
    {
        var (paths, labels) = (WithRandom("Corpus.Features.ScoredLogs", 3), Enumerable.Range(0, 20).Select(i => i % 7).ToArray());
        var samples = DetWeights.Input("margins", 20 * 12);
        var scores = Enumerable.Range(0, 20).SelectMany(i => paths.Evaluate(samples.AsSpan(i * 12, 12)).Outputs).Select(score => (float)score).ToArray();

        Assert.False(paths.Description.HasHead);
        Assert.All(MarginDistribution.Margins(scores, labels).Order().Zip(paths.Margins(samples, labels).Sorted), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    private static PathAnalysis WithRandom(string name, int seed) => EmittedPaths.Of(name, ParameterStore.Random(EmittedPaths.Layout(name), seed));

    [Fact]
    public void Arguments_are_checked()
    {
        Assert.Throws<ArgumentException>(() => new MarginDistribution([]));
        Assert.Contains("NaN", Assert.Throws<ArgumentException>(() => new MarginDistribution([1, double.NaN])).Message, StringComparison.Ordinal);
        Assert.Contains("The label of sample 1 is 3; the classes are 0 to 2.", Assert.Throws<ArgumentException>(() => MarginDistribution.Margins(new float[6], [0, 3])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => MarginDistribution.Margins(new float[3], [0, 1]));
        Assert.Throws<ArgumentException>(() => MarginDistribution.Margins(new float[2], [0, 0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MarginDistribution([1]).Quantile(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MarginDistribution([1]).MeanLoss(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Small().MarginBound(new([1]), 1, delta: 0));
        Assert.Throws<ArgumentException>(() => EmittedPaths.WithDetWeights("Corpus.Nets.MlpSmall").Margins(new float[17], [0]));
        var small = EmittedPaths.WithDetWeights("Corpus.Nets.MlpSmall");
        Assert.Contains("Sample 1 has 15 numbers; the network's input has 16.", Assert.Throws<ArgumentException>(() => small.Margins([new float[16], new float[15]], [0, 1])).Message, StringComparison.Ordinal);
        Assert.Contains("There are 1 labels and more samples", Assert.Throws<ArgumentException>(() => small.Margins([new float[16], new float[16]], [0])).Message, StringComparison.Ordinal);
        Assert.Contains("There are 1 samples and more labels", Assert.Throws<ArgumentException>(() => small.Margins([new float[16]], [0, 1])).Message, StringComparison.Ordinal);
        Assert.Contains("There are no samples", Assert.Throws<ArgumentException>(() => small.Margins(Array.Empty<float[]>(), [])).Message, StringComparison.Ordinal);
        Assert.Contains("compute the outputs", Assert.Throws<InvalidOperationException>(() => new PathAnalysis(Small().Description, Small().Parameters).Margins([1], [0])).Message, StringComparison.Ordinal);
    }

    /// <summary>A fault in a sample is said of its place in the data set, not in the samples that run together.</summary>
    [Fact]
    public void What_a_sample_makes_impossible_names_it()
    {
        var small = EmittedPaths.WithDetWeights("Corpus.Nets.MlpSmall");
        var labels = new int[300];
        labels[290] = 4;
        Assert.Contains(
            "The label of sample 290 is 4; the classes are 0 to 3.",
            Assert.Throws<ArgumentException>("labels", () => small.Margins(new float[300 * 16], labels)).Message, StringComparison.Ordinal);

        foreach (var odd in new[] { float.NaN, float.PositiveInfinity })
        {
            var samples = new float[300 * 16];
            samples[(270 * 16) + 3] = odd;
            Assert.Contains(
                "Sample 270 has outputs that are infinite or NaN, so it has no margin",
                Assert.Throws<ArgumentException>("samples", () => small.Margins(samples, new int[300])).Message, StringComparison.Ordinal);
        }
    }

    private static PathAnalysis Small() => EmittedPaths.Dag("lfcn_nobias_2_3_1").Paths;

    private static PathAnalysis Large() => EmittedPaths.Dag("large_0").Paths;
}
