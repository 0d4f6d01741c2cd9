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

    [Fact]
    public void No_line_is_wider_than_160_columns()
    {
        var root = Repository.PathOf("src");
        var wide = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar)[1] is not ("obj" or "bin"))
            .SelectMany(file => File.ReadLines(file)
                .Select((line, i) => (line.Length, Place: FormattableString.Invariant($"{Path.GetRelativePath(root, file)}({i + 1})"))))
            .Where(line => line.Length > Columns)
            .Select(line => line.Place)
            .ToArray();

        Assert.True(wide.Length == 0, string.Join('\n', wide));
    }
}
