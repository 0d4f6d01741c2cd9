using System;
using System.Linq;
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

    [Fact]
    public void Counts_that_are_none_are_usage_errors()
    {
        ToolRun.Of("bench", DigitSamples.Spec, "--random", "1", "--batch", "1,x").FailedWith(2, "--batch takes counts");
        ToolRun.Of("bench", DigitSamples.Spec, "--random", "1", "--seconds", "-1").FailedWith(2, "--seconds is '-1'");
    }
}
