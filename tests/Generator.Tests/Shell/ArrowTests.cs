using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Generator.Tests.Shell;

/// <summary>Which folders of a project may know which: the table of docs/architecture.md, which is read here.</summary>
public sealed class ArrowTests
{
    /// <summary>A row of the table begins so.</summary>
    private const string Row = "| `src/";

    private static readonly Dictionary<string, string[]> Allowed = File.ReadLines(Repository.PathOf("docs", "architecture.md"))
        .Where(line => line.StartsWith(Row, StringComparison.Ordinal))
        .Select(line => line.Split('|').Select(cell => cell.Trim().Trim('`')).ToArray())
        .Where(cells => cells.Length == 4)
        .ToDictionary(cells => cells[1], cells => cells[2].Split([", "], StringSplitOptions.RemoveEmptyEntries));

    public static TheoryData<string> Projects => ["Dsl", "Compiler", "Formats", "Generator", "Hosting", "Tool"];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_know_those_that_the_table_says_and_no_others(string project)
    {
        var arrows = Arrows.Of(project).Select(arrow => (arrow, From: Folder(project, arrow.From), To: Folder(project, arrow.To))).Where(arrow => arrow.From != arrow.To && arrow.To != "").ToList();

        Assert.NotEmpty(arrows);
        Assert.All(arrows, arrow => Assert.True(
            Allowed.TryGetValue(Key(project, arrow.From), out var allowed) && allowed.Contains(arrow.To),
            $"{arrow.arrow.File} of {arrow.From} knows {arrow.arrow.Type} of {arrow.To}"));
        Assert.Equal(
            Allowed.Where(row => row.Key == Key(project, "") || row.Key.StartsWith(Key(project, "") + "/", StringComparison.Ordinal)).SelectMany(row => row.Value.Select(to => (row.Key, to))).Order(),
            arrows.Select(arrow => (Key(project, arrow.From), arrow.To)).Distinct().Order());
    }

    /// <summary>But for the language's, where nodes have ops and ops have shapes.</summary>
    [Theory]
    [InlineData("Compiler")]
    [InlineData("Formats")]
    [InlineData("Generator")]
    [InlineData("Hosting")]
    [InlineData("Tool")]
    public void The_table_has_no_circle(string project)
    {
        var prefix = Key(project, "");
        var rest = Allowed
            .Where(row => row.Key == prefix || row.Key.StartsWith(prefix + "/", StringComparison.Ordinal))
            .SelectMany(row => row.Value.Select(to => (From: row.Key, To: Key(project, to))))
            .ToHashSet();
        Assert.NotEmpty(rest);
        while (rest.RemoveWhere(arrow => !rest.Any(next => next.From == arrow.To)) > 0)
        {
        }

        Assert.Empty(rest);
    }

    /// <summary>What is decided is decided before it is printed: emitters see values, and nothing that makes them.</summary>
    [Fact]
    public void Emitters_name_plans_and_no_pass_planner_or_theory()
    {
        var arrows = Arrows.Of("Compiler").Where(arrow => Folder("Compiler", arrow.From) == "Emit" && Folder("Compiler", arrow.To) != "Emit").ToList();

        Assert.NotEmpty(arrows);
        Assert.All(arrows, arrow => Assert.True(
            Folder("Compiler", arrow.To) is "Planning" or "Nets" && arrow.IsValue,
            $"{arrow.File} names {arrow.To}.{arrow.Type}"));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_are_namespaces(string project)
    {
        var root = Repository.PathOf("src", project);
        var files = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(root, path))
            .Where(path => path.Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj" or "Templates") && path != "IsExternalInit.cs");

        Assert.All(files, file => Assert.Contains(
            $"\nnamespace {string.Join('.', ["NetSpec", project, .. Path.GetDirectoryName(file)!.Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries)])};",
            "\n" + File.ReadAllText(Path.Combine(root, file)),
            StringComparison.Ordinal));
    }

    private static string Key(string project, string folder) => folder.Length == 0 ? "src/" + project : $"src/{project}/{folder}";

    /// <summary>The folder of a namespace, without those in it; empty for the project's own.</summary>
    private static string Folder(string project, string name) => name.Split('.').ElementAtOrDefault(project.Split('.').Length + 1) ?? "";
}
