using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Formats.Tests;

/// <summary>Which folders of the library know which: the table of docs/architecture.md.</summary>
public sealed class ArrowTests
{
    private const string Project = "src/Formats";

    private static readonly string Source = Repository.PathOf("src", "Formats");

    [Fact]
    public void Folders_know_those_that_the_table_says_and_no_others() => Assert.Equal(Drawn().Order(), Found().Order());

    [Fact]
    public void The_table_has_no_circle()
    {
        var rest = Drawn().ToHashSet();
        while (rest.RemoveWhere(arrow => !rest.Any(next => next.From == arrow.To)) > 0)
        {
        }

        Assert.Empty(rest);
    }

    [Fact]
    public void A_folder_is_a_namespace() => Assert.All(Files(), file => Assert.Contains(
        $"\nnamespace {string.Join('.', new[] { "NetSpec.Formats" }.Concat(Path.GetDirectoryName(Path.GetRelativePath(Source, file))!.Split('/', StringSplitOptions.RemoveEmptyEntries)))};\n",
        "\n" + File.ReadAllText(file),
        StringComparison.Ordinal));

    /// <summary>Names of the compiler, and of Roslyn, do not occur.</summary>
    [Fact]
    public void The_library_knows_no_compiler() => Assert.DoesNotContain(Files(), file => Regex.IsMatch(File.ReadAllText(file), @"NetSpec\.Compiler|Microsoft\.CodeAnalysis"));

    private static HashSet<(string From, string To)> Found() =>
    [
        .. Files()
            .SelectMany(file => Regex.Matches(File.ReadAllText(file), @"^using (?:static )?NetSpec\.Formats\.(\w+)", RegexOptions.Multiline).Select(match => (From: Folder(file), To: match.Groups[1].Value)))
            .Where(arrow => arrow.From != arrow.To),
    ];

    private static IEnumerable<(string From, string To)> Drawn() => File.ReadLines(Repository.PathOf("docs", "architecture.md"))
        .Where(line => line.StartsWith($"| `{Project}", StringComparison.Ordinal))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .SelectMany(cells => cells[2].Split(", ").Select(to => (cells[1].Trim('`')[Project.Length..].TrimStart('/'), to)));

    private static string Folder(string file) => Path.GetRelativePath(Source, file).Split('/') is { Length: > 1 } parts ? parts[0] : "";

    private static IEnumerable<string> Files() => Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories).Where(file => Folder(file) is not ("obj" or "bin"));
}
