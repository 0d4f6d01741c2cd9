using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using NetSpec.Generator.Shell;
using Xunit;

namespace NetSpec.Generator.Tests.Shell;

/// <summary>Edits against what each step makes of them. Two specs, one net each; reasons stand in the order of the files.</summary>
public sealed class IncrementalTests
{
    private readonly TestProject _project = new(("a.netspec", Specs.First), ("b.netspec", Specs.Second));

    public IncrementalTests() => _project.Run();

    [Fact]
    public void A_run_without_an_edit_repeats_nothing()
    {
        var run = _project.Run();

        Steps(run, files: "Cached, Cached", parsed: "Cached, Cached", nets: "Cached, Cached", names: "Cached", plans: "Cached, Cached", source: "Cached, Cached");
        NothingIsPrinted(run);
    }

    [Fact]
    public void A_comment_leaves_the_plan_and_the_source()
    {
        _project.Edit("a.netspec", "// The first of two.", "// One of two: its remark has grown.\n// And has a second line.");

        var run = _project.Run();

        Steps(run, files: "Modified, Cached", parsed: "Unchanged, Cached", nets: "Cached, Cached", names: "Cached", plans: "Cached, Cached", source: "Cached, Cached");
        NothingIsPrinted(run);
    }

    [Fact]
    public void White_space_leaves_the_plan_and_the_source()
    {
        _project.Edit("a.netspec", "x -> linear", "x   ->   linear");

        var run = _project.Run();

        Steps(run, files: "Modified, Cached", parsed: "Unchanged, Cached", nets: "Cached, Cached", names: "Cached", plans: "Cached, Cached", source: "Cached, Cached");
        NothingIsPrinted(run);
    }

    [Fact]
    public void A_changed_net_is_planned_and_printed_alone()
    {
        _project.Edit("b.netspec", "linear(3)", "linear(5)");

        var run = _project.Run();

        Steps(run, files: "Cached, Modified", parsed: "Cached, Modified", nets: "Cached, Modified", names: "Cached", plans: "Cached, Modified", source: "Cached, Modified");
        Assert.Equal(1, run.OutputReasons().Count(reason => reason == IncrementalStepRunReason.Modified));
    }

    [Fact]
    public void The_paths_of_a_net_are_printed_anew_only_when_it_changes()
    {
        var project = new TestProject(("a.netspec", Specs.First.Replace("-> relu", "-> relu\n    emit forward, pathnorm", StringComparison.Ordinal)), ("b.netspec", Specs.Second));
        Assert.Contains("Demo.First.Paths.g.cs", project.Run().Sources.Keys);
        project.Edit("a.netspec", "// The first of two.", "// One of two.");
        Assert.Equal("Cached", project.Run().Reasons(StepNames.PathSource));
        project.Edit("b.netspec", "linear(3)", "linear(5)");
        Assert.Equal("Cached", project.Run().Reasons(StepNames.PathSource));
        project.Edit("a.netspec", "linear(4)", "linear(6)");

        var run = project.Run();

        Assert.Equal("Modified", run.Reasons(StepNames.PathSource));
        Assert.DoesNotContain("Demo.Second.Paths.g.cs", run.Sources.Keys);
    }

    [Fact]
    public void A_renamed_net_makes_new_names_and_leaves_the_other_net()
    {
        _project.Edit("b.netspec", "net Second", "net Third");

        var run = _project.Run();

        Steps(run, files: "Cached, Modified", parsed: "Cached, Modified", nets: "Cached, Modified", names: "Modified", plans: "Cached, Modified", source: "Unchanged, Modified");
        Assert.Equal(["Demo.First.Model.g.cs", "Demo.Third.Model.g.cs"], run.Sources.Keys.Order());
    }

    [Fact]
    public void An_edit_in_code_re_runs_nothing()
    {
        _project.AddCode("internal static class Added { }");

        var run = _project.Run();

        Steps(run, files: "Cached, Cached", parsed: "Cached, Cached", nets: "Cached, Cached", names: "Cached", plans: "Cached, Cached", source: "Cached, Cached");
        NothingIsPrinted(run);
    }

    [Fact]
    public void An_option_of_others_leaves_the_files()
    {
        _project.SetOptions(new ProjectOptions(("build_property.Somebody", "else")));

        var run = _project.Run();

        Steps(run, files: "Unchanged, Unchanged", parsed: "Cached, Cached", nets: "Cached, Cached", names: "Cached", plans: "Cached, Cached", source: "Cached, Cached");
        NothingIsPrinted(run);
    }

    [Fact]
    public void An_option_that_the_specs_do_not_use_leaves_the_plans()
    {
        _project.SetOptions(new ProjectOptions(("build_metadata.AdditionalFiles.NetSpecNamespace", "Elsewhere")));

        var run = _project.Run();

        Steps(run, files: "Modified, Modified", parsed: "Unchanged, Unchanged", nets: "Cached, Cached", names: "Cached", plans: "Cached, Cached", source: "Cached, Cached");
        NothingIsPrinted(run);
    }

    [Fact]
    public void An_added_file_leaves_the_others()
    {
        _project.Add("c.netspec", Specs.First.Replace("First", "Third", StringComparison.Ordinal));

        var run = _project.Run();

        Steps(
            run,
            files: "Cached, Cached, New",
            parsed: "Cached, Cached, New",
            nets: "Cached, Cached, New",
            names: "Modified",
            plans: "Cached, Cached, New",
            source: "Unchanged, Unchanged, New");
    }

    [Fact]
    public void A_removed_file_leaves_the_others()
    {
        _project.Remove("a.netspec");

        var run = _project.Run();

        Steps(
            run,
            files: "Removed, Cached",
            parsed: "Removed, Cached",
            nets: "Removed, Cached",
            names: "Modified",
            plans: "Removed, Cached",
            source: "Removed, Unchanged");
        Assert.Equal(["Demo.Second.Model.g.cs"], run.Sources.Keys);
    }

    [Fact]
    public void A_renamed_file_is_a_new_place_of_the_same_net()
    {
        var before = _project.Run().Sources;
        _project.Rename("b.netspec", "c.netspec");

        var run = _project.Run();

        Steps(run, files: "Cached, Modified", parsed: "Cached, Modified", nets: "Cached, Modified", names: "Modified", plans: "Cached, Modified", source: "Unchanged, Modified");
        Assert.Equal(before, run.Sources);
    }

    [Fact]
    public void Additional_files_of_others_are_no_specs()
    {
        _project.Add("notes.txt", Specs.First);

        var run = _project.Run();

        Steps(run, files: "Cached, Cached", parsed: "Cached, Cached", nets: "Cached, Cached", names: "Cached", plans: "Cached, Cached", source: "Cached, Cached");
        NothingIsPrinted(run);
    }

    [Fact]
    public void A_problem_that_moves_is_reported_anew_and_prints_nothing()
    {
        var project = new TestProject(("a.netspec", Specs.First), ("b.netspec", Specs.Broken));
        var before = Assert.Single(project.Run().Problems).Location.GetLineSpan().StartLinePosition.Line;
        project.Edit("b.netspec", "net Broken", "// One line more.\nnet Broken");

        var run = project.Run();

        Steps(run, files: "Cached, Modified", parsed: "Cached, Modified", nets: "Cached, Unchanged", names: "Cached", plans: "Cached, Cached", source: "Cached, Cached");
        Assert.Equal("Modified", run.Reasons(StepNames.Problems));
        Assert.Equal(before + 1, Assert.Single(run.Problems).Location.GetLineSpan().StartLinePosition.Line);
        Assert.Equal(1, run.OutputReasons().Count(reason => reason == IncrementalStepRunReason.Modified));
    }

    [Fact]
    public void Patterns_are_printed_once_whichever_nets_use_them()
    {
        var run = new TestProject(("a.netspec", Specs.Sparse), ("b.netspec", Specs.Sparse.Replace("Chain", "Other", StringComparison.Ordinal))).Run();

        Assert.Null(run.Exception);
        Assert.Equal(["NetSpec.Patterns.Ks_1_6_8_2.g.cs", "NetSpec.Patterns.Ks_1_8_6_2.g.cs", "NetSpec.Patterns.Ks_3_4_4_1.g.cs"], Patterns(run));
        Assert.Empty(run.Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden));
    }

    [Fact]
    public void The_adjoint_has_patterns_of_its_own()
    {
        var project = new TestProject(("a.netspec", Specs.Sparse.Replace(" -> ks(1, 6, 8, 2)", "", StringComparison.Ordinal)));
        Assert.Equal(["NetSpec.Patterns.Ks_1_8_6_2.g.cs", "NetSpec.Patterns.Ks_3_4_4_1.g.cs"], Patterns(project.Run()));

        project.Edit("a.netspec", "output y", "emit forward, phicost\n    output y");

        Assert.Equal(["NetSpec.Patterns.Ks_1_6_8_2.g.cs", "NetSpec.Patterns.Ks_1_8_6_2.g.cs", "NetSpec.Patterns.Ks_3_4_4_1.g.cs"], Patterns(project.Run()));
    }

    [Theory]
    [InlineData("-> relu", "-> bias -> relu")]
    [InlineData("ks(3, 4, 4, 1) -> ks(1, 8, 6, 2)", "ks(3, 4, 4, 1) -> relu -> ks(3, 4, 4, 1) -> ks(1, 8, 6, 2)")]
    [InlineData("net Chain", "net Renamed")]
    [InlineData("// Three factors.", "// Three sparse factors.")]
    public void An_edit_that_leaves_the_set_of_patterns_prints_none(string from, string to)
    {
        var project = new TestProject(("a.netspec", Specs.Sparse), ("b.netspec", Specs.First));
        var before = Patterns(project.Run());
        project.Edit("a.netspec", from, to);

        var run = project.Run();

        Assert.Contains(run.Reasons(StepNames.Patterns), new[] { "Cached", "Unchanged" });
        Assert.Equal("Cached, Cached, Cached", run.Reasons(StepNames.PatternSource));
        Assert.Equal(before, Patterns(run));
    }

    [Fact]
    public void A_net_without_factors_leaves_the_patterns()
    {
        var project = new TestProject(("a.netspec", Specs.Sparse), ("b.netspec", Specs.First));
        project.Run();
        project.Edit("b.netspec", "linear(4)", "linear(5)");
        Assert.Equal("Cached", project.Run().Reasons(StepNames.Patterns));
        project.Add("c.netspec", Specs.Second);

        var run = project.Run();

        Assert.Equal("Unchanged", run.Reasons(StepNames.Patterns));
        Assert.Equal("Cached, Cached, Cached", run.Reasons(StepNames.PatternSource));
    }

    [Fact]
    public void A_new_pattern_is_printed_alone_and_an_old_one_stays_while_some_net_uses_it()
    {
        var project = new TestProject(("a.netspec", Specs.Sparse), ("b.netspec", Specs.Sparse.Replace("Chain", "Other", StringComparison.Ordinal)));
        project.Run();
        project.Edit("b.netspec", "x -> ks(3, 4, 4, 1)", "x -> ks(2, 6, 6, 1)");

        var run = project.Run();

        Assert.Equal("Modified", run.Reasons(StepNames.Patterns));
        Assert.Equal(1, run.Reasons(StepNames.PatternSource).Split(", ").Count(reason => reason == "New"));
        Assert.Equal(3, run.Reasons(StepNames.PatternSource).Split(", ").Count(reason => reason == "Cached"));
        Assert.Equal(4, Patterns(run).Length);

        project.Edit("a.netspec", "x -> ks(3, 4, 4, 1)", "x -> ks(2, 6, 6, 1)");
        run = project.Run();

        Assert.Equal(1, run.Reasons(StepNames.PatternSource).Split(", ").Count(reason => reason == "Removed"));
        Assert.Equal(3, run.Reasons(StepNames.PatternSource).Split(", ").Count(reason => reason == "Cached"));
        Assert.Equal(["NetSpec.Patterns.Ks_1_6_8_2.g.cs", "NetSpec.Patterns.Ks_1_8_6_2.g.cs", "NetSpec.Patterns.Ks_2_6_6_1.g.cs"], Patterns(run));
    }

    [Fact]
    public void A_net_that_another_file_declares_too_has_no_patterns()
    {
        var run = new TestProject(("a.netspec", Specs.Sparse), ("b.netspec", Specs.Sparse.Replace("ks(3, 4, 4, 1)", "ks(2, 6, 6, 1)", StringComparison.Ordinal))).Run();

        Assert.DoesNotContain("NetSpec.Patterns.Ks_2_6_6_1.g.cs", Patterns(run));
    }

    private static string[] Patterns(GeneratorRun run) => [.. run.Sources.Keys.Where(name => name.StartsWith("NetSpec.Patterns.", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private static void Steps(GeneratorRun run, string files, string parsed, string nets, string names, string plans, string source)
    {
        Assert.Null(run.Exception);
        Assert.Equal(
            $"{StepNames.Files}: {files}\n{StepNames.Parsed}: {parsed}\n{StepNames.Nets}: {nets}\n{StepNames.Names}: {names}\n{StepNames.Plans}: {plans}\n{StepNames.Source}: {source}",
            string.Join("\n", new[] { StepNames.Files, StepNames.Parsed, StepNames.Nets, StepNames.Names, StepNames.Plans, StepNames.Source }.Select(step => $"{step}: {run.Reasons(step)}")));
    }

    private static void NothingIsPrinted(GeneratorRun run) =>
        Assert.All(run.OutputReasons(), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
}
