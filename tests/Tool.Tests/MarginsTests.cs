using System;
using System.Globalization;
using System.Linq;
using NetSpec.Formats.Numpy;
using NetSpec.Formats.Tensors;
using Xunit;

namespace NetSpec.Tool.Tests;

/// <summary><c>netspec margins</c>.</summary>
public sealed class MarginsTests(Scratch scratch) : IClassFixture<Scratch>
{
    [Fact]
    public void They_are_differences_of_the_outputs()
    {
        var (csv, labels) = (scratch.Write("x.csv", DigitSamples.Csv(360)), scratch.Write("y.txt", DigitSamples.Labels(360)));
        var margins = ToolRun.Of("run", DigitSamples.Spec, csv, "-w", DigitSamples.Weights).Succeeded().Lines
            .Select(line => line.Split(',').Select(cell => float.Parse(cell, CultureInfo.InvariantCulture)).ToArray())
            .Zip(DigitSamples.All, (outputs, digit) => (double)outputs[digit.Label] - outputs.Where((_, i) => i != digit.Label).Max()).Order().ToArray();

        var run = ToolRun.Of("margins", DigitSamples.Spec, csv, "--labels", labels, "-w", DigitSamples.Weights, "--json").Succeeded().Json;

        DocumentedShape.Check("margins", run);
        var quantiles = run.GetProperty("quantiles").EnumerateArray().Select(entry => (entry.GetProperty("share").GetDouble(), entry.GetProperty("margin").GetDouble())).ToList();
        Assert.Equal((0.0, margins[0]), (quantiles[0].Item1, quantiles[0].Item2));
        Assert.Equal((1.0, margins[^1]), (quantiles[^1].Item1, quantiles[^1].Item2));
        Assert.Equal(1.0 / 360, run.GetProperty("errorRate").GetDouble(), 1e-12);
        Assert.Equal(360, run.GetProperty("samples").GetInt64());
        Assert.Equal(1, run.GetProperty("largestInput").GetDouble());
    }

    /// <summary>The second output of a batch-last net, whose margins are plain to see.</summary>
    [Fact]
    public void Any_output_in_any_layout()
    {
        var spec = scratch.Write("two.netspec", "net Two {\n    layout batch_last\n    input x : 2\n    output first = x -> linear(3) as a\n    output second = x -> linear(2) as b\n}\n");
        var weights = scratch.Fresh("w.npz");
        NpzArchive.Write(weights, [
            TensorEntry.FromFloats("a.weight", [3, 2], new float[6]), TensorEntry.FromFloats("a.bias", [3], new float[3]),
            TensorEntry.FromFloats("b.weight", [2, 2], new float[] { 1, 0, 0, 1 }), TensorEntry.FromFloats("b.bias", [2], new float[2])]);
        var labels = scratch.Fresh("y.npy");
        NpyFile.Write(labels, TensorEntry.FromBytes("y", NetSpec.Runtime.Weights.TensorType.I64, [2], new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0 }));
        string[] run = ["margins", spec, scratch.Write("x.csv", "5,2\n7,1\n"), "-w", weights, "--labels", labels];

        var quantiles = ToolRun.Of([.. run, "--of", "second", "--json"]).Succeeded().Json.GetProperty("quantiles");

        Assert.Equal((-6.0, 3.0), (quantiles[0].GetProperty("margin").GetDouble(), quantiles[quantiles.GetArrayLength() - 1].GetProperty("margin").GetDouble()));
        ToolRun.Of(run).FailedWith(2, "--of names one of first, second");
        ToolRun.Of([.. run, "--of", "third"]).FailedWith(2, "no output 'third'");
    }

    /// <summary>Of what enters a head, also where it makes ones and zeros of it.</summary>
    [Theory]
    [InlineData("softmax")]
    [InlineData("logsoftmax")]
    [InlineData("sigmoid")]
    public void Of_a_head_they_are_those_of_the_scores(string head)
    {
        var spec = scratch.Write(head + ".netspec", $"net Scored {{\n    input x : 2\n    output y = x -> linear(2) as fc -> {head}\n}}\n");
        var weights = scratch.Fresh("w.npz");
        NpzArchive.Write(weights, [TensorEntry.FromFloats("fc.weight", [2, 2], new float[] { 1, 0, 0, 1 }), TensorEntry.FromFloats("fc.bias", [2], new float[2])]);
        string[] run = ["margins", spec, scratch.Write("x.csv", "5,2\n700,1\n"), "-w", weights, "--labels", scratch.Write("y.txt", "0\n0\n"), "--json"];

        var told = ToolRun.Of(run);
        var quantiles = told.Json.GetProperty("quantiles");

        Assert.Equal(0, told.ExitCode);
        Assert.Contains("are of the scores", told.Error, StringComparison.Ordinal);
        Assert.Equal((3.0, 699.0), (quantiles[0].GetProperty("margin").GetDouble(), quantiles[quantiles.GetArrayLength() - 1].GetProperty("margin").GetDouble()));
    }

    [Theory]
    [InlineData("3\n", "has 1 labels, and there are more samples")]
    [InlineData("3\n4\n5\n", "has 3 labels for 2 samples")]
    [InlineData("3\n10\n", "has the label 10 for sample 1; there are classes 0 to 9")]
    [InlineData("3\nthree\n", "line 2, is 'three'")]
    public void Labels_that_do_not_fit_are_one_line(string labels, string message) =>
        ToolRun.Of("margins", DigitSamples.Spec, scratch.Write("x.csv", DigitSamples.Csv(2)), "--random", "1", "--labels", scratch.Write("y.txt", labels)).FailedWith(3, message);
}
