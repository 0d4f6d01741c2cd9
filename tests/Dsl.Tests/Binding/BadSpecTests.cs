using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Graph;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Dsl.Tests.Binding;

/// <summary>
/// Every spec in tests/Corpus/bad has exactly the problems that its comments announce. <c>NETSPEC_ACCEPT=1</c> writes the
/// comments anew.
/// </summary>
public sealed class BadSpecTests
{
    /// <summary>Tests of limits make the specs of these.</summary>
    private static readonly ProblemCode[] TooLongForTheCorpus =
        [ProblemCode.FileTooLong, ProblemCode.LineTooLong, ProblemCode.ExpressionTooLong, ProblemCode.NeuronLimit, ProblemCode.NameTooLong, ProblemCode.LayerNameLimit];

    /// <summary>No text alone shows these: they are found beside other files, in a plan, for a device, or in the compiler.</summary>
    private static readonly ProblemCode[] OfLaterStages =
    [
        ProblemCode.PassNotEmitted, ProblemCode.WorkspaceTooLarge, ProblemCode.UnfitForDevice, ProblemCode.UnusedTuning, ProblemCode.ImpossibleTile,
        ProblemCode.NamespaceClash, ProblemCode.UnfitType, ProblemCode.UnknownVisibility, ProblemCode.PathsTooLarge, ProblemCode.OutsideTheory,
        ProblemCode.NeededName, ProblemCode.MemberOfProject, ProblemCode.OpWithoutKernel, ProblemCode.NetOfReference, ProblemCode.UnfitForDecoder, ProblemCode.CircularUse, ProblemCode.Internal,
    ];

    /// <summary>The targets of the package report these, before anything is compiled.</summary>
    private const string OfTheBuild = "### NSPEC4";

    public static TheoryData<string> Files => new(Corpus.BadSpecs.Select(path => Path.GetFileName(path)));

    [Theory]
    [MemberData(nameof(Files))]
    public void A_bad_spec_has_exactly_the_problems_it_announces(string file)
    {
        var path = Path.Combine(Corpus.BadFolder, file);
        var text = File.ReadAllText(path);
        var problems = SpecCompiler.Compile(text).Problems;
        if (Environment.GetEnvironmentVariable("NETSPEC_ACCEPT") == "1")
        {
            text = ExpectedProblem.Announce(text, problems);
            File.WriteAllText(path, text);
            problems = SpecCompiler.Compile(text).Problems;
        }

        var expected = ExpectedProblem.Read(text).ToList();
        foreach (var actual in problems.Select(problem => ExpectedProblem.Of(text, problem)))
        {
            var index = expected.FindIndex(e => e.Matches(actual));
            Assert.True(index >= 0, $"{file}({actual.Line}): not announced: {actual}");
            expected.RemoveAt(index);
        }

        Assert.Empty(expected);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Nets_without_errors_are_well_formed(string file)
    {
        var result = SpecCompiler.Compile(File.ReadAllText(Path.Combine(Corpus.BadFolder, file)));

        Assert.All(result.Nets, NetVerifier.Verify);
        Assert.Empty(result.Nets.Select(n => n.FullName).Intersect(result.Shells.Select(s => s.FullName)));
    }

    [Fact]
    public void Every_code_has_an_entry_a_bad_spec_and_a_section_in_the_docs()
    {
        var announced = Corpus.BadSpecs.SelectMany(path => ExpectedProblem.Read(File.ReadAllText(path))).Select(p => p.Id)
            .Concat(TooLongForTheCorpus.Concat(OfLaterStages).Select(code => ProblemCatalog.Find(code).Id))
            .ToHashSet();
        var sections = File.ReadLines(Path.Combine(Corpus.Root, "docs", "diagnostics.md")).Where(line => line.StartsWith("### ", StringComparison.Ordinal)).ToList();
        foreach (var code in Enum.GetValues<ProblemCode>())
        {
            var entry = ProblemCatalog.Find(code);
            Assert.Contains(entry.Id, announced);
            Assert.Contains($"### {entry.Id}: {entry.Title}", sections);
        }

        Assert.Equal(ProblemCatalog.Entries.Count, sections.Count(line => !line.StartsWith(OfTheBuild, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_docs_state_the_severity_and_the_fix_of_the_catalogue()
    {
        var docs = File.ReadAllText(Path.Combine(Corpus.Root, "docs", "diagnostics.md"));
        foreach (var entry in ProblemCatalog.Entries)
        {
            var start = docs.IndexOf($"### {entry.Id}: ", StringComparison.Ordinal);
            var end = docs.IndexOf("\n### ", start, StringComparison.Ordinal);
            var section = end < 0 ? docs[start..] : docs[start..end];
            Assert.Contains(entry.Severity == ProblemSeverity.Error ? "*Error.*" : "*Warning.*", section, StringComparison.Ordinal);
            Assert.Contains($"**Fix.** {entry.Fix}", section, StringComparison.Ordinal);
        }
    }
}
