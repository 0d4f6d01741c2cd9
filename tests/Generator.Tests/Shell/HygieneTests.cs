using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using NetSpec.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace NetSpec.Generator.Tests.Shell;

/// <summary>Everything that the corpus makes the generator print.</summary>
public sealed class HygieneTests(ITestOutputHelper report)
{
    private static readonly (string Path, string Text)[] Corpus = Directory
        .EnumerateFiles(Repository.PathOf("tests", "Corpus"), "*.netspec", SearchOption.AllDirectories)
        .Where(path => !path.Contains(Path.DirectorySeparatorChar + "bad" + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(path => (Path: path, Text: File.ReadAllText(path)))
        .ToArray();

    [Fact]
    public void The_corpus_compiles_without_a_warning_in_CSharp_9()
    {
        var run = new TestProject(Corpus).Run();

        Assert.Null(run.Exception);
        Assert.DoesNotContain(run.Problems, problem => problem.Severity == DiagnosticSeverity.Error);
        Assert.Equal("", string.Join("\n", run.Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden).Take(20)));
        Assert.DoesNotContain(run.Sources.Values, source => source.Contains('\r', StringComparison.Ordinal));
    }

    [Fact]
    public void Generation_repeats_byte_for_byte_under_any_culture_and_file_order()
    {
        var expected = new TestProject(Corpus).Run().Sources;

        var repeated = UnderHostileCulture(() => new TestProject(Corpus.Reverse().ToArray()).Run().Sources);

        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), repeated.Keys.Order(StringComparer.Ordinal));
        Assert.All(expected, source => Assert.Equal(source.Value, repeated[source.Key]));
    }

    /// <summary>
    /// Work that explodes with the size of a net shows in the bytes it takes, whatever else the machine is doing. Each bound is three
    /// times what was measured.
    /// </summary>
    [Fact]
    public void The_largest_spec_is_generated_and_compiled_with_so_much_work()
    {
        var spec = Corpus.MaxBy(spec => new TestProject(spec).Run().Sources.Values.Sum(source => source.Length));
        var run = new TestProject(spec).Run();
        var output = run.Output.WithOptions(run.Output.Options.WithConcurrentBuild(false));

        var generation = Allocations.Of(() => new TestProject(spec).Run(), runs: 2);
        var compilation = Allocations.Of(() => Assert.True(output.Clone().Emit(Stream.Null).Success), runs: 2);

        report.WriteLine(FormattableString.Invariant(
            $"{Path.GetFileName(spec.Path)}: {run.Sources.Count} nets, {run.Sources.Values.Sum(source => source.Length):N0} characters, generated with {generation:N0} bytes, compiled with {compilation:N0}"));
        Assert.InRange(generation, 0, 700_000_000);
        Assert.InRange(compilation, 0, 1_000_000_000);
    }

    private static T UnderHostileCulture<T>(Func<T> work)
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NegativeSign = "minus";
        culture.NumberFormat.NumberDecimalSeparator = "·";
        culture.NumberFormat.NumberGroupSeparator = "'";
        culture.NumberFormat.NaNSymbol = "nonsense";
        culture.NumberFormat.PositiveInfinitySymbol = "forever";
        var before = Thread.CurrentThread.CurrentCulture;
        Thread.CurrentThread.CurrentCulture = culture;
        try
        {
            return work();
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }
}
