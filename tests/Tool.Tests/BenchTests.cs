using System;
using System.Linq;
using System.Text.Json;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Tool.Tests;

/// <summary><c>netspec bench</c>. Times are not looked at.</summary>
public sealed class BenchTests
{
    [Fact]
    public void There_is_a_row_for_each_batch_and_number_of_threads()
    {
        var run = ToolRun.Of("bench", DigitSamples.Spec, "--random", "1", "--batch", "1,5", "--threads", "1,2", "--seconds", "0.05", "--json").Succeeded().Json;

        DocumentedShape.Check("bench", run);
        var runs = run.GetProperty("runs").EnumerateArray().ToList();
        Assert.Equal([(1, 1), (1, 2), (5, 1), (5, 2)], runs.Select(entry => (entry.GetProperty("batch").GetInt32(), entry.GetProperty("threads").GetInt32())));
        Assert.All(runs, entry => Assert.True(entry.GetProperty("leastMilliseconds").GetDouble() <= entry.GetProperty("medianMilliseconds").GetDouble()
            && entry.GetProperty("medianMilliseconds").GetDouble() <= entry.GetProperty("p95Milliseconds").GetDouble()));
        Assert.Equal(533_824, run.GetProperty("multiplyAdds").GetInt64());
    }

    /// <summary>The library of the NuGet package beside the same net: the outputs agree.</summary>
    [Fact]
    public void ONNX_Runtime_is_measured_where_it_is_found()
    {
        string[] arguments = ["bench", DigitSamples.Spec, "-w", DigitSamples.Weights, "--batch", "1,5", "--seconds", "0.05", "--json"];
        if (OnnxRuntimeLibrary.Path is not { } library)
            return;

        var run = ToolRun.WithVariable(OnnxRuntimeLibrary.Variable, library, arguments).Succeeded().Json;

        DocumentedShape.Check("bench", run);
        Assert.Matches(@"^1\.\d+\.\d+", run.GetProperty("onnxRuntime").GetString());
        Assert.All(run.GetProperty("runs").EnumerateArray(), entry =>
        {
            Assert.True(entry.GetProperty("onnxRuntimeMilliseconds").GetDouble() > 0);
            Assert.InRange(entry.GetProperty("largestDifference").GetDouble(), 0, 1e-5);
        });
        Assert.Equal(JsonValueKind.Null, ToolRun.WithVariable(OnnxRuntimeLibrary.Variable, "", arguments).Succeeded().Json.GetProperty("onnxRuntime").ValueKind);
        Assert.Contains("ONNX Runtime ms", ToolRun.WithVariable(OnnxRuntimeLibrary.Variable, library, arguments[..^1]).Succeeded().Out, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_ONNX_Runtime_is_one_line()
    {
        string[] arguments = ["bench", DigitSamples.Spec, "--random", "1", "--seconds", "0.05"];

        ToolRun.WithVariable(OnnxRuntimeLibrary.Variable, "nowhere", arguments).FailedWith(3, "is 'nowhere', where there is no");
        ToolRun.WithVariable(OnnxRuntimeLibrary.Variable, Repository.PathOf(DigitSamples.Weights), arguments).FailedWith(3, "is no library of ONNX Runtime for this machine");
    }

    [Fact]
    public void Counts_that_are_none_are_usage_errors()
    {
        ToolRun.Of("bench", DigitSamples.Spec, "--random", "1", "--batch", "1,x").FailedWith(2, "--batch takes counts");
        ToolRun.Of("bench", DigitSamples.Spec, "--random", "1", "--seconds", "-1").FailedWith(2, "--seconds is '-1'");
    }
}
