using System;
using System.IO;
using System.Linq;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Runtime.Tests;

/// <summary>A file's name, which is that of its type, is enough to find it and to speak of it.</summary>
public sealed class FileNameTests
{
    [Fact]
    public void No_name_occurs_twice_in_src()
    {
        var root = Repository.PathOf("src");
        var twice = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(root, file))
            .Where(file => file.Split(Path.DirectorySeparatorChar) is not ([_, "obj" or "bin", ..] or ["Templates", ..]))
            .GroupBy(file => Path.GetFileName(file), StringComparer.OrdinalIgnoreCase)
            .Where(files => files.Count() > 1)
            .Select(files => string.Join(" and ", files.Order(StringComparer.Ordinal)));

        Assert.Empty(twice);
    }
}
