using System;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Generator.Tests.Shell;

/// <summary>Diagnostics link to their sections of docs/diagnostics.md, wherever the build says that these are.</summary>
public sealed class HelpPageTests
{
    private const string Property = "build_property.NetSpecDiagnosticsPage";

    private const string Warned = "net Large {\n    input x : 8\n    output y = x -> lowrank(8, 6) -> bias\n}\n";

    [Theory]
    [InlineData("https://example.org/diagnostics", true)]
    [InlineData("none", false)]
    [InlineData("", false)]
    public void A_link_leads_to_the_section(string page, bool isPage)
    {
        var project = new TestProject(("large.netspec", Warned));
        project.SetOptions(new ProjectOptions((Property, page)));

        var problem = Assert.Single(project.Run().Problems);

        Assert.Equal("NSPEC3004", problem.Id);
        Assert.Equal(isPage ? page + "#" + Anchor("NSPEC3004") : "", problem.Descriptor.HelpLinkUri);
    }

    [Fact]
    public void A_link_changes_nothing_else()
    {
        var plain = new TestProject(("large.netspec", Warned), ("broken.netspec", Specs.Broken)).Run().Problems;
        var project = new TestProject(("large.netspec", Warned), ("broken.netspec", Specs.Broken));
        project.SetOptions(new ProjectOptions((Property, Repository.PathOf("docs", "diagnostics.md"))));

        var linked = project.Run().Problems;

        Assert.Equal(plain.Select(Facts), linked.Select(Facts));
        Assert.All(linked, problem => Assert.StartsWith("file:///", problem.Descriptor.HelpLinkUri, StringComparison.Ordinal));
    }

    [Fact]
    public void A_warning_with_a_link_is_what_the_project_makes_of_it()
    {
        foreach (var (how, expected) in new[] { (ReportDiagnostic.Default, DiagnosticSeverity.Warning), (ReportDiagnostic.Error, DiagnosticSeverity.Error) })
        {
            var project = new TestProject(("large.netspec", Warned));
            project.SetOptions(new ProjectOptions((Property, "https://example.org")));
            project.TreatWarnings(how);

            Assert.Equal(expected, Assert.Single(project.Run().Problems).Severity);
        }
    }

    private static (string Id, DiagnosticSeverity Severity, int Level, string Text, string Title, string Category) Facts(Diagnostic problem) =>
        (problem.Id, problem.Severity, problem.WarningLevel, problem.ToString(), problem.Descriptor.Title.ToString(), problem.Descriptor.Category);

    /// <summary>The anchor of a heading as GitHub makes it, from the page itself.</summary>
    private static string Anchor(string id)
    {
        var heading = File.ReadLines(Repository.PathOf("docs", "diagnostics.md")).Single(line => line.StartsWith("### " + id, StringComparison.Ordinal))[4..];
        return string.Concat(heading.Where(character => character == ' ' || char.IsLetterOrDigit(character))).Replace(' ', '-').ToLowerInvariant();
    }
}
