using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetSpec.Compiler.Emit.Gpu;
using NetSpec.Compiler.Planning.Gpu;
using NetSpec.Dsl;
using NetSpec.Gpu.Tests.Projects;
using Xunit;

namespace NetSpec.Gpu.Tests.Docs;

/// <summary>What docs/gpu.md shows is what there is.</summary>
public sealed partial class GuideTests
{
    private const string Gap = "…";

    private static readonly GeneratedProject Project = new(
        "Guide",
        OutputKind.ConsoleApplication,
        LanguageVersion.Latest,
        Assert.Single(Guide.Blocks("netspec")),
        [string.Join('\n', Guide.Blocks("csharp"))]);

    [Fact]
    public void The_samples_are_one_program_that_compiles() => Assert.True(Project.Problems.Count == 0, string.Join("\n", Project.Problems));

    [Fact]
    public void The_files_are_those_that_are_emitted()
    {
        var named = Guide.Rows("What is emitted").SelectMany(row => Quoted().Matches(row.Split('|')[1])).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(named);
        Assert.All(named, file => Assert.Contains(file, Project.Files));
    }

    [Fact]
    public void The_kernel_that_is_explained_is_the_one_that_is_emitted()
    {
        var blocks = Guide.Blocks("cs");
        var line = Assert.Single(Tune().Matches(blocks[0]));
        var tuning = Assert.Single(SpecCompiler.Compile(line.Value).Tunings);
        var key = new FactorKernelKey(tuning.Pattern, tuning.Precision, tuning.Layout);
        var emitted = FactorKernelFile.Emit(KernelPlanner.Plan(key, tuning));

        Assert.All(blocks, block => AssertInOrder(block.Split(Gap + "\n"), emitted));
    }

    [Fact]
    public void Lines_that_tune_a_kernel_can_be_run()
    {
        var lines = Tune().Matches(Guide.Text).Select(match => match.Value).Distinct().ToList();

        Assert.NotEmpty(lines);
        Assert.All(lines, line =>
        {
            var result = SpecCompiler.Compile(line);
            Assert.Empty(result.Problems.Select(problem => problem.Message));
            Assert.Null(KernelPlanner.Problem(Assert.Single(result.Tunings)));
        });
    }

    [Fact]
    public void Messages_of_exceptions_are_those_of_the_host_code()
    {
        var host = string.Join('\n', HostFiles.All.Select(file => file.Value));
        var shown = Guide.Rows("What can go wrong").Select(row => Exceptional().Match(row)).Where(match => match.Success).ToList();

        Assert.NotEmpty(shown);
        Assert.All(shown, match =>
        {
            Assert.Contains("new " + match.Groups["type"].Value + "(", host, StringComparison.Ordinal);
            Assert.All(
                match.Groups["message"].Value.Split(Gap).Select(part => part.Trim()).Where(part => part.Length > 0),
                part => Assert.Contains(part, host, StringComparison.Ordinal));
        });
    }

    /// <summary>The guide indents its excerpts in its own way.</summary>
    private static void AssertInOrder(IEnumerable<string> parts, string emitted)
    {
        var (from, text) = (0, WithoutIndents(emitted));
        foreach (var part in parts.Select(WithoutIndents))
        {
            var at = text.IndexOf(part, from, StringComparison.Ordinal);
            Assert.True(at >= 0, $"not in the emitted file, or in another order:\n{part}");
            from = at + part.Length;
        }
    }

    private static string WithoutIndents(string text) => string.Join('\n', text.Split('\n').Select(line => line.TrimStart()));

    [GeneratedRegex("`([^`]+)`", RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"tune ks\([\d, ]+\)( [\w=]+)+", RegexOptions.CultureInvariant)]
    private static partial Regex Tune();

    [GeneratedRegex("`(?<type>[A-Za-z]+Exception): (?<message>[^`]+)`", RegexOptions.CultureInvariant)]
    private static partial Regex Exceptional();
}
