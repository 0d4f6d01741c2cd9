using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using NetSpec.Compiler.Specs;
using NetSpec.Dsl.Problems;
using NetSpec.Generator.Shell;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Generator.Tests.Shell;

public sealed class ProblemTests
{
    [Fact]
    public void A_problem_has_its_place_in_the_spec()
    {
        var problem = Assert.Single(new TestProject(("src/broken.netspec", Specs.Broken)).Run().Problems);

        Assert.Equal("NSPEC2001", problem.Id);
        Assert.Equal(DiagnosticSeverity.Error, problem.Severity);
        Assert.Equal("src/broken.netspec", problem.Location.GetLineSpan().Path);
        Assert.Equal((4, 23), (problem.Location.GetLineSpan().StartLinePosition.Line, problem.Location.GetLineSpan().StartLinePosition.Character));
        Assert.Equal("imag", Specs.Broken.Substring(problem.Location.SourceSpan.Start, problem.Location.SourceSpan.Length));
        Assert.Contains("'image'", problem.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_are_the_compilers_whatever_ends_the_lines()
    {
        foreach (var ending in new[] { "\r\n", "\r" })
        {
            var text = Specs.Broken.Replace("\n", ending, StringComparison.Ordinal);
            var problem = new TestProject(("broken.netspec", text)).Run().Problems[0];

            Assert.Equal("imag", text.Substring(problem.Location.SourceSpan.Start, problem.Location.SourceSpan.Length));
            Assert.Equal(4, problem.Location.GetLineSpan().StartLinePosition.Line);
        }
    }

    [Theory]
    [InlineData("", "NetSpec", "NetSpec itself")]
    [InlineData("namespace NetSpec", "Runtime", "NetSpec itself")]
    [InlineData("namespace NetSpec.Runtime", "Model", "NetSpec itself")]
    [InlineData("namespace NetSpec.Runtime.Mine", "Small", "NetSpec itself")]
    [InlineData("namespace NetSpec", "Patterns", "NetSpec itself")]
    [InlineData("namespace NetSpec.Patterns", "Ks_3_4_4_1", "NetSpec itself")]
    [InlineData("namespace NetSpec.Gpu.Mine", "Small", "NetSpec itself")]
    [InlineData("", "NetSpecGraphs", "NetSpec itself")]
    [InlineData("namespace NetSpecCpu.Mine", "Small", "NetSpec itself")]
    [InlineData("", "System", ".NET")]
    [InlineData("namespace System", "Math", ".NET")]
    [InlineData("namespace System.Math", "Small", ".NET")]
    [InlineData("namespace Microsoft.CodeAnalysis", "EmbeddedAttribute", ".NET")]
    [InlineData("", "ILGPU", "ILGPU")]
    [InlineData("namespace ILGPU.Runtime", "Accelerator", "ILGPU")]
    public void A_net_of_a_name_that_emitted_code_needs_is_refused(string declaration, string name, string owner)
    {
        var taken = Specs.Sparse.Replace("namespace Demo", declaration, StringComparison.Ordinal).Replace("Chain", name, StringComparison.Ordinal);

        var run = new TestProject(("taken.netspec", taken), ("other.netspec", Specs.Sparse)).Run();

        var problem = Assert.Single(run.Problems, problem => problem.Severity == DiagnosticSeverity.Error);
        Assert.Equal("NSPEC2003", problem.Id);
        Assert.Equal(name, taken.Substring(problem.Location.SourceSpan.Start, problem.Location.SourceSpan.Length));
        Assert.Contains($"is a name of {owner};", problem.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Contains("Demo.Chain.Model.g.cs", run.Sources.Keys);
        Assert.Empty(run.Output.GetDiagnostics());
    }

    [Fact]
    public void A_net_with_errors_still_has_its_type()
    {
        var project = new TestProject(("broken.netspec", Specs.Broken));
        project.AddCode("class User { void Use(Demo.Broken net, float[] a) { net.Forward(a, a); } }");

        var run = project.Run();

        Assert.Equal(["Demo.Broken.Shell.g.cs"], run.Sources.Keys);
        Assert.Empty(run.Output.GetDiagnostics());
    }

    [Fact]
    public void A_warning_leaves_the_net_and_is_what_the_project_makes_of_it()
    {
        const string Spec = "net Large {\n    input x : 8\n    output y = x -> lowrank(8, 6) -> bias\n}\n";
        DiagnosticSeverity[] Severities(ReportDiagnostic all, params (string, ReportDiagnostic)[] some)
        {
            var project = new TestProject(("large.netspec", Spec));
            project.TreatWarnings(all, some);
            var run = project.Run();
            Assert.Contains("Large.Model.g.cs", run.Sources.Keys);
            Assert.All(run.Problems, problem => Assert.Equal("NSPEC3004", problem.Id));
            Assert.All(run.Problems, problem => Assert.Equal("lowrank(8, 6)", Spec.Substring(problem.Location.SourceSpan.Start, problem.Location.SourceSpan.Length)));
            return [.. run.Problems.Select(problem => problem.Severity)];
        }

        Assert.Equal([DiagnosticSeverity.Warning], Severities(ReportDiagnostic.Default));
        Assert.Equal([DiagnosticSeverity.Error], Severities(ReportDiagnostic.Error));
        Assert.Equal([DiagnosticSeverity.Warning], Severities(ReportDiagnostic.Error, ("NSPEC3004", ReportDiagnostic.Warn)));
        Assert.Empty(Severities(ReportDiagnostic.Error, ("NSPEC3004", ReportDiagnostic.Suppress)));
    }

    [Fact]
    public void One_name_in_two_files_is_a_problem_in_each_and_one_type()
    {
        var run = new TestProject(("b/two.netspec", Specs.First), ("a/one.netspec", Specs.First)).Run();

        Assert.Equal(["Demo.First.Model.g.cs"], run.Sources.Keys);
        Assert.Equal(["a/one.netspec", "b/two.netspec"], run.Problems.Select(problem => problem.Location.GetLineSpan().Path).Order());
        Assert.All(run.Problems, problem =>
        {
            Assert.Equal("NSPEC2003", problem.Id);
            Assert.Equal("First", Specs.First.Substring(problem.Location.SourceSpan.Start, problem.Location.SourceSpan.Length));
        });
        Assert.Contains(run.Problems, problem => problem.GetMessage(CultureInfo.InvariantCulture).Contains("'Demo.First' is also in one.netspec", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a/one.netspec", "b/two.netspec", "two.netspec", "one.netspec")]
    [InlineData("/src/a/net.netspec", "/src/b/net.netspec", "b/net.netspec", "a/net.netspec")]
    [InlineData("/src/a/nets/net.netspec", "/src/b/nets/net.netspec", "b/nets/net.netspec", "a/nets/net.netspec")]
    [InlineData("C:\\src\\net.netspec", "C:\\src\\vision\\net.netspec", "vision/net.netspec", "src/net.netspec")]
    [InlineData("net.netspec", "a/net.netspec", "a/net.netspec", "net.netspec")]
    public void Files_of_one_name_are_told_by_their_folders(string first, string second, string inFirst, string inSecond)
    {
        var run = new TestProject((first, Specs.First), (second, Specs.First)).Run();

        Assert.Equal(
            new[] { (first, inFirst), (second, inSecond) }.Select(file => (file.Item1, $"the net 'Demo.First' is also in {file.Item2}; rename one of them or put it into another namespace")).Order(),
            run.Problems.Select(problem => (problem.Location.GetLineSpan().Path, problem.GetMessage(CultureInfo.InvariantCulture))).Order());
    }

    [Theory]
    [InlineData("First", "FIRST", "Demo.FIRST.Model.g.cs Demo.First-2.Model.g.cs")]
    [InlineData("Demo", "demo", "Demo.First.Model.g.cs demo.First-2.Model.g.cs")]
    public void Names_that_differ_in_case_only_are_two_types_in_two_files(string name, string other, string files)
    {
        var run = new TestProject(("a.netspec", Specs.First), ("b.netspec", Specs.First.Replace(name, other, StringComparison.Ordinal))).Run();

        Assert.Null(run.Exception);
        Assert.Empty(run.Problems);
        Assert.Equal(files.Split(' '), run.Sources.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(run.Output.GetDiagnostics());
    }

    [Fact]
    public void The_projects_namespace_is_that_of_specs_without_one()
    {
        var project = new TestProject(("a.netspec", Specs.First.Replace("namespace Demo", "", StringComparison.Ordinal)), ("b.netspec", Specs.Second));
        project.SetOptions(new ProjectOptions(("build_metadata.AdditionalFiles.NetSpecNamespace", "My-Company.2nd")));

        var run = project.Run();

        Assert.Equal(["Demo.Second.Model.g.cs", "My_Company._2nd.First.Model.g.cs"], run.Sources.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(run.Output.GetDiagnostics());
    }

    [Fact]
    public void Descriptors_are_those_of_the_catalogue() => Assert.Equal(
        ProblemCatalog.Entries.Select(entry => (entry.Id, entry.Title, entry.Severity == ProblemSeverity.Error ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning)).Order(),
        Descriptors.ById.Values.Select(descriptor => (descriptor.Id, Title(descriptor), descriptor.DefaultSeverity)).Order());

    [Fact]
    public void Every_descriptor_has_a_section_in_the_docs() =>
        Assert.Equal(Descriptors.ById.Values.Select(descriptor => $"### {descriptor.Id}: {Title(descriptor)}").Order(StringComparer.Ordinal), Sections(ofBuild: false).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_check_of_the_build_has_a_section_in_the_docs()
    {
        var targets = File.ReadAllText(Repository.PathOf("src", "Generator", "build", "NetSpec.Checks.targets"));
        var codes = targets.Split("Code=\"").Skip(1).Select(rest => rest[..rest.IndexOf('"', StringComparison.Ordinal)]).Distinct();

        Assert.Equal(codes.Order(StringComparer.Ordinal), Sections(ofBuild: true).Select(section => section[4..section.IndexOf(':', StringComparison.Ordinal)]));
    }

    [Fact]
    public void A_net_that_needs_too_much_memory_is_a_problem_at_its_name_and_a_shell()
    {
        const string text = """
            net Wide {
                input x : 16x4096x4096
                a = x -> maxpool(3x3, stride=1, pad=1)
                b = a -> maxpool(3x3, stride=1, pad=1)
                c = b -> maxpool(3x3, stride=1, pad=1)
                d = c -> maxpool(3x3, stride=1, pad=1)
                output y = d + c + b + a -> avgpool(global)
            }

            """;

        var run = new TestProject(("wide.netspec", text)).Run();

        var problem = Assert.Single(run.Problems);
        Assert.Equal("NSPEC3002", problem.Id);
        Assert.Equal("Wide", text.Substring(problem.Location.SourceSpan.Start, problem.Location.SourceSpan.Length));
        Assert.Equal(["Wide.Shell.g.cs"], run.Sources.Keys);
    }

    [Theory]
    [InlineData("pathnorm")]
    [InlineData("phicost")]
    [InlineData("lifting")]
    public void A_net_too_large_for_the_theory_of_paths_is_a_problem_at_the_pass_and_runs_all_the_same(string pass)
    {
        var text = $"net Long {{\n    input x : 268435456\n    output y = x -> relu\n    emit forward, {pass}\n}}\n";

        var run = new TestProject(("long.netspec", text)).Run();

        var problem = Assert.Single(run.Problems);
        Assert.Equal("NSPEC3012", problem.Id);
        Assert.Equal(pass, text.Substring(problem.Location.SourceSpan.Start, problem.Location.SourceSpan.Length));
        Assert.Equal(["Long.Model.g.cs", "Long.Paths.g.cs"], run.Sources.Keys.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(run.Output.GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }

    [Theory]
    [InlineData("pathnorm")]
    [InlineData("phicost")]
    [InlineData("lifting")]
    public void An_op_outside_the_theory_of_paths_is_a_problem_at_its_stage_and_runs_all_the_same(string pass)
    {
        var text = $"net Gates {{\n    input x : 8\n    output y = x -> linear(8) -> leakyrelu -> repeat 2 (linear(8) -> sigmoid)\n    emit forward, {pass}\n}}\n";

        var run = new TestProject(("gates.netspec", text)).Run();

        var problem = Assert.Single(run.Problems);
        Assert.Equal("NSPEC3013", problem.Id);
        Assert.Equal("sigmoid", text.Substring(problem.Location.SourceSpan.Start, problem.Location.SourceSpan.Length));
        Assert.Equal(
            $"'y.sigmoid' is sigmoid, which is not positively homogeneous and not piecewise linear, and no head, as 'y.linear3' reads it; the theory of paths speaks of networks of linear layers, ReLUs, other piecewise linear activations and pools; take '{pass}' out of the 'emit' line of 'Gates'",
            problem.GetMessage(CultureInfo.InvariantCulture));
        Assert.Equal(["Gates.Model.g.cs", "Gates.Paths.g.cs"], run.Sources.Keys.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(run.Output.GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }

    [Theory]
    [InlineData("mul(h, h)", "mul(h, h)")]
    [InlineData("h -> layernorm", "layernorm")]
    [InlineData("h -> groupnorm(2, affine=false)", "groupnorm(2, affine=false)")]
    public void What_is_not_homogeneous_is_a_problem_where_it_stands(string value, string place)
    {
        var text = $"net Gates {{\n    input x : 8\n    h = x -> linear(8)\n    output y = {value}\n    emit forward, pathnorm\n}}\n";

        var run = new TestProject(("gates.netspec", text)).Run();

        var problem = Assert.Single(run.Problems);
        Assert.Equal("NSPEC3013", problem.Id);
        Assert.Equal(place, text.Substring(problem.Location.SourceSpan.Start, problem.Location.SourceSpan.Length));
    }

    [Fact]
    public void An_exception_is_one_line_with_its_first_frame()
    {
        var text = InternalError.Describe(Assert.Throws<InvalidOperationException>(() => Throw("first line\nsecond line")));

        Assert.DoesNotContain('\n', text);
        Assert.Contains("InvalidOperationException: first line second line at NetSpec.Generator.Tests.Shell.ProblemTests.Throw", text, StringComparison.Ordinal);
    }

    private static object Throw(string message) => throw new InvalidOperationException(message);

    /// <summary>Headings of docs/diagnostics.md; those from 4001 on are the build's, which no spec and no descriptor has.</summary>
    private static IEnumerable<string> Sections(bool ofBuild) => File.ReadLines(Repository.PathOf("docs", "diagnostics.md"))
        .Where(line => line.StartsWith("### ", StringComparison.Ordinal) && line.StartsWith("### NSPEC4", StringComparison.Ordinal) == ofBuild);

    private static string Title(DiagnosticDescriptor descriptor) => descriptor.Title.ToString(CultureInfo.InvariantCulture);
}
