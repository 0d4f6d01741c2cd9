using System;
using System.Globalization;
using System.Linq;
using NetSpec.Formats;
using NetSpec.Runtime.Weights;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Tool.Tests;

/// <summary>Verbs that make other parameters: <c>prune</c>, <c>quantize</c>, <c>rescale</c>, <c>normalize</c>.</summary>
public sealed class TransformTests(Scratch scratch) : IClassFixture<Scratch>
{
    /// <summary>The guarantee holds for the difference that is seen, and the file has the weights that the report says.</summary>
    [Theory]
    [InlineData("--by", "phi", "--scope", "global")]
    [InlineData("--by", "phi", "--scope", "layer")]
    [InlineData("--by", "magnitude", "--scope", "layer")]
    public void Pruning_keeps_what_it_does_not_prune_and_its_guarantee(params string[] how)
    {
        var (path, mask) = (scratch.Fresh("pruned.safetensors"), scratch.Fresh("mask.safetensors"));

        var run = ToolRun.Of(["prune", DigitSamples.Spec, "-w", DigitSamples.Weights, "--share", "0.3", "-o", path, "--mask", mask, "--json", .. how]).Succeeded().Json;

        DocumentedShape.Check("prune", run);
        using var before = SafetensorsFile.Open(Repository.PathOf(DigitSamples.Weights));
        using var after = SafetensorsFile.Open(path);
        using var masks = SafetensorsFile.Open(mask);
        var pruned = 0L;
        foreach (var tensor in after.Tensors)
        {
            var (old, values) = (Read(before, tensor.Name), Read(after, tensor.Name));
            var kept = masks.TryGet(tensor.Name, out _) ? Read(masks, tensor.Name) : Enumerable.Repeat(1f, values.Length).ToArray();
            pruned += kept.Count(value => value == 0);
            Assert.Equal(old.Zip(kept, (value, one) => one == 0 ? 0 : value), values);
        }

        Assert.Equal(run.GetProperty("pruned").GetInt64(), pruned);
        Assert.Equal(pruned, run.GetProperty("tensors").EnumerateArray().Sum(tensor => tensor.GetProperty("pruned").GetInt64()));
        Assert.InRange(Seen(path), 1e-6, run.GetProperty("changeBound").GetProperty("value").GetDouble());
    }

    [Theory]
    [InlineData("truncate")]
    [InlineData("nearest")]
    public void Quantisation_makes_multiples_and_keeps_its_guarantee(string rounding)
    {
        const double Step = 1.0 / 64;
        var path = scratch.Fresh("coarse.npz");

        var run = ToolRun.Of("quantize", DigitSamples.Spec, "-w", DigitSamples.Weights, "--bits", "6", "--rounding", rounding, "-o", path, "--json").Succeeded().Json;

        DocumentedShape.Check("quantize", run);
        using var before = SafetensorsFile.Open(Repository.PathOf(DigitSamples.Weights));
        using var after = WeightsFile.Open(path);
        var coarse = after.Where(tensor => tensor.Name.Contains("conv", StringComparison.Ordinal) || tensor.Name.StartsWith("fc.", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(coarse);
        foreach (var tensor in coarse)
        {
            Assert.All(Read(before, tensor.Name).Zip(tensor.ToFloats()), pair =>
            {
                Assert.Equal(Math.Round(pair.Second / Step), pair.Second / Step);
                Assert.InRange(Math.Abs(pair.First - pair.Second), 0, rounding == "nearest" ? Step / 2 : Step);
                Assert.True(rounding == "nearest" || Math.Abs(pair.Second) <= Math.Abs(pair.First));
            });
        }

        Assert.Equal(rounding == "truncate", run.GetProperty("isExact").GetBoolean());
        Assert.InRange(Seen(path), 1e-6, run.GetProperty("largestOutputChangeBound").GetProperty("value").GetDouble());
    }

    [Theory]
    [InlineData("rescale", "--seed", "3")]
    [InlineData("normalize", "--q", "2")]
    public void Other_parameters_of_the_function_compute_it(string verb, string option, string value)
    {
        var path = scratch.Fresh("other.safetensors");

        var run = ToolRun.Of(verb, DigitSamples.Spec, "-w", DigitSamples.Weights, option, value, "-o", path, "--json").Succeeded().Json;

        DocumentedShape.Check(verb, run);
        using var before = SafetensorsFile.Open(Repository.PathOf(DigitSamples.Weights));
        using var after = SafetensorsFile.Open(path);
        Assert.NotEqual(Read(before, "layer1.0.conv1.weight"), Read(after, "layer1.0.conv1.weight"));
        Assert.InRange(Seen(path), 0, 1e-3);
        var norm = run.GetProperty("pathNorm").GetProperty("value").GetDouble();
        Assert.InRange(run.GetProperty("pathNormAfter").GetProperty("value").GetDouble(), norm * (1 - 1e-5), norm * (1 + 1e-5));
    }

    [Fact]
    public void Bad_arguments_are_one_line_and_write_nothing()
    {
        string[] digits = [DigitSamples.Spec, "-w", DigitSamples.Weights];
        ToolRun.Of(["prune", .. digits]).FailedWith(2, "--share");
        ToolRun.Of(["prune", .. digits, "--share", "1.5"]).FailedWith(2, "--share is '1.5'; it is a number from 0 to 1");
        ToolRun.Of(["prune", .. digits, "--share", "0.5", "--by", "magnitude"]).FailedWith(2, "--by magnitude takes --scope layer");
        ToolRun.Of(["quantize", .. digits]).FailedWith(2, "the step is missing");
        ToolRun.Of(["quantize", .. digits, "--bits", "8", "--step", "1"]).FailedWith(2, "take one of the two");
        ToolRun.Of(["rescale", .. digits, "--factors", "1,-2"]).FailedWith(2, "--factors takes positive numbers");
        ToolRun.Of(["normalize", .. digits, "-o", scratch.Fresh("w.pth")]).FailedWith(2, "of no kind that parameters are written to");
        ToolRun.Of(["normalize", .. digits, "-o", scratch.Write("w.npz", "mine")]).FailedWith(3, "exists; --force writes over it");
    }

    /// <summary>The largest difference of an output on the digits, whose pixels are within 1.</summary>
    private double Seen(string weights)
    {
        var csv = scratch.Write("x.csv", DigitSamples.Csv(40));
        double[] Outputs(string file) =>
            [.. ToolRun.Of("run", DigitSamples.Spec, csv, "-w", file).Succeeded().Out.Split(['\n', ','], StringSplitOptions.RemoveEmptyEntries).Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))];
        return Outputs(DigitSamples.Weights).Zip(Outputs(weights), (a, b) => Math.Abs(a - b)).Max();
    }

    private static float[] Read(SafetensorsFile file, string name)
    {
        Assert.True(file.TryGet(name, out var tensor));
        var values = new float[tensor!.Elements];
        file.Read(tensor, values);
        return values;
    }
}
