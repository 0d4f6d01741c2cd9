using System;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Text.Json;
using NetSpec.EndToEnd.Tests.Oracles;
using NetSpec.Runtime.Paths;
using NetSpec.Tests.Support.Oracles;
using Xunit;

namespace NetSpec.EndToEnd.Tests.Paths.Norms;

/// <summary>Norms of the 31 DAGs against enumeration of all their paths.</summary>
public sealed class DagNormTests
{
    public static TheoryData<string> Ids() => DagSpecTests.Ids();

    /// <summary>The cases that list their paths: all but the largest.</summary>
    public static TheoryData<string> ListedIds() => [.. OracleFiles.Dags.Where(dag => dag.Json.TryGetProperty("paths", out _)).Select(dag => dag.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Sums_over_paths_are_exact(string id)
    {
        var (dag, paths) = EmittedPaths.Dag(id);

        Assert.Equal(dag.Json.GetProperty("phi_l1").GetDouble(), paths.Norm().Value);
        Assert.Equal(dag.Json.GetProperty("phi_I_l1").GetDouble(), paths.Norm(starts: PathStarts.Inputs).Value);
        Assert.Equal(dag.Json.GetProperty("phi_H_l1").GetDouble(), paths.Norm(starts: PathStarts.Biases).Value);
        Assert.Equal(
            dag.Json.GetProperty("norms").GetProperty("1").GetProperty("per_output").EnumerateArray().Select(value => value.GetDouble()),
            paths.NormPerOutput().Select(norm => norm.Value));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Norms_of_all_exponents_are_those_of_the_enumeration(string id)
    {
        var (dag, paths) = EmittedPaths.Dag(id);
        foreach (var norm in dag.Json.GetProperty("norms").EnumerateObject())
        {
            var q = double.Parse(norm.Name, CultureInfo.InvariantCulture);
            var perOutput = norm.Value.GetProperty("per_output").EnumerateArray().Select(value => value.GetDouble()).ToArray();
            Assert.All(perOutput.Zip(paths.NormPerOutput(q)), pair => Close(pair.First, pair.Second));
            foreach (var reduced in norm.Value.GetProperty("r").EnumerateObject())
                Close(reduced.Value.GetDouble(), paths.Norm(q, reduced.Name == "inf" ? double.PositiveInfinity : double.Parse(reduced.Name, CultureInfo.InvariantCulture)));
        }
    }

    [Theory]
    [MemberData(nameof(ListedIds))]
    public void The_largest_path_of_each_output_is_exact(string id)
    {
        var (dag, paths) = EmittedPaths.Dag(id);
        var expected = dag.Outputs.Select(output => Listed(dag.Json)
            .Where(path => path.Name == output || path.Name.EndsWith(">" + output, StringComparison.Ordinal))
            .Max(path => Math.Abs(path.Phi)));

        Assert.Equal(expected, paths.NormPerOutput(double.PositiveInfinity).Select(norm => norm.Value));
    }

    [Theory]
    [MemberData(nameof(ListedIds))]
    public void Paths_that_are_not_zero_are_counted(string id)
    {
        var (dag, paths) = EmittedPaths.Dag(id);

        Assert.Equal(new BigInteger(Listed(dag.Json).Count(path => path.Phi != 0)), paths.Count());
    }

    private static (string Name, double Phi)[] Listed(JsonElement dag) =>
        [.. dag.GetProperty("paths").EnumerateArray().Select(path => (path[0].GetString()!, path[1].GetDouble()))];

    private static void Close(double expected, Magnitude actual) => Assert.InRange(actual.Value, expected * (1 - 1e-14), expected * (1 + 1e-14));
}
