using System;
using System.Linq;
using System.Xml.Linq;
using Samples.Digits;
using Xunit;

namespace NetSpec.Samples.Tests;

/// <summary>The story of the thesis' Figure 3.7 on the sample's own network: rescaling breaks magnitude pruning, and Φ-pruning does not see it.</summary>
public sealed class PruningTests
{
    private static readonly Lazy<PruningStudy> Study = new(() => new PruningStudy(new Classifier(), Classifier.TestImages()));

    private static readonly PruningMethod[] ByCost = [PruningMethod.PhiLayerwise, PruningMethod.PhiGlobal];

    [Fact]
    public void Rescaling_changes_parameters_and_no_output()
    {
        var (trained, images) = (new Classifier(), Classifier.TestImages());
        var values = trained.Paths.Parameters.Values.ToArray();
        var changed = Study.Value.Rescaled.Paths.Parameters.Values.ToArray().Zip(values).Count(pair => pair.First != pair.Second);
        Assert.True(changed > values.Length / 2);
        Assert.Equal(trained.Logits(images), Study.Value.Rescaled.Logits(images));
    }

    [Fact]
    public void Pruning_by_cost_takes_the_same_weights_and_recognises_as_many_digits_at_every_level()
    {
        foreach (var level in PruningStudy.Levels)
        foreach (var result in ByCost.Select(method => Study.Value.Find(method, level)))
        {
            Assert.Equal(1, result.Overlap);
            Assert.Equal(result.Mask.Count, result.RescaledMask.Count);
            Assert.Equal(result.Accuracy, result.RescaledAccuracy);
        }
    }

    [Fact]
    public void Pruning_by_magnitude_takes_others_and_collapses()
    {
        foreach (var level in PruningStudy.Levels)
        {
            var result = Study.Value.Find(PruningMethod.Magnitude, level);
            Assert.InRange(result.Overlap, level / 2, 0.9);
            Assert.True(result.RescaledAccuracy < result.Accuracy);
        }

        // At a fifth of the weights the trained network hardly notices, and the rescaled one guesses.
        Assert.InRange(Study.Value.Find(PruningMethod.Magnitude, 0.2).Accuracy, 0.97, 1);
        Assert.InRange(Study.Value.Find(PruningMethod.Magnitude, 0.2).RescaledAccuracy, 0, 0.3);
    }

    [Fact]
    public void Pruning_by_cost_is_at_least_as_good_as_by_magnitude_while_either_is_any_good()
    {
        // An image or two may fall either way with the order of additions.
        foreach (var level in PruningStudy.Levels.TakeWhile(level => level <= 0.5))
            Assert.True(Study.Value.Find(PruningMethod.PhiGlobal, level).Accuracy > Study.Value.Find(PruningMethod.Magnitude, level).Accuracy - 0.01);
        Assert.InRange(Study.Value.Find(PruningMethod.PhiGlobal, 0.4).Accuracy, 0.98, 1);
    }

    [Fact]
    public void What_pruning_changes_is_within_its_guarantees()
    {
        var (trained, images) = (new Classifier(), Classifier.TestImages());
        var logits = trained.Logits(images);
        var inputSize = images.Max(image => image.Pixels.Max());
        foreach (var result in Study.Value.Results)
        {
            var distance = trained.Paths.Distance(result.Mask);
            var bounds = distance.OutputChangeBound(inputSize);
            var pruned = PruningStudy.Pruned(trained, result.Mask).Logits(images);
            Assert.All(logits.Zip(pruned).Select((pair, i) => (Change: Math.Abs((double)pair.First - pair.Second), Bound: bounds[i % bounds.Length])), pair => Assert.True(pair.Change <= pair.Bound.Value));
            Assert.True(distance.IsExact);
            Assert.True(distance.ChangeBound(inputSize) <= Study.Value.Costs.ChangeBound(result.Mask, inputSize));
        }
    }

    [Fact]
    public void The_chart_has_a_line_for_each_method_as_trained_and_rescaled()
    {
        var svg = XDocument.Parse(PruningChart.Draw(Study.Value, 1)).Root!;
        var lines = svg.Elements(svg.Name.Namespace + "polyline").Select(line => line.Attribute("points")!.Value).ToList();
        Assert.Equal(6, lines.Count);
        Assert.All(lines, points => Assert.Equal(1 + PruningStudy.Levels.Count, points.Split(' ').Length));
        Assert.Equal(lines[2], lines[3]);
        Assert.Equal(lines[4], lines[5]);
        Assert.NotEqual(lines[0], lines[1]);
    }
}
