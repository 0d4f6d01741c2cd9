using System;
using System.IO;
using System.Linq;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Runtime.Tests;

/// <summary>Lines of the sources are read without scrolling.</summary>
public sealed class LineWidthTests
{
    private const int Columns = 160;

    /// <summary>Wide lines that a project may still have: lower the number as they go.</summary>
    [Theory]
    [InlineData("Runtime", 0)]
    [InlineData("Formats", 0)]
    [InlineData("Dsl", 150)]
    [InlineData("Generator", 100)]
    [InlineData("Compiler", 190)]
    [InlineData("Hosting", 0)]
    [InlineData("Tool", 0)]
    public void No_line_is_wider_than_160_columns(string project, int wide)
    {
        var folder = Repository.PathOf("src", project);
        var lines = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar)[0] is not ("obj" or "bin"))
            .SelectMany(file => File.ReadLines(file).Select((line, i) => (line.Length, Place: $"{Path.GetRelativePath(folder, file)}({i + 1})")))
            .Where(line => line.Length > Columns)
            .Select(line => line.Place)
            .ToArray();

        Assert.True(lines.Length <= wide, string.Join('\n', lines.Prepend(FormattableString.Invariant($"{lines.Length} lines:"))));
    }
}
