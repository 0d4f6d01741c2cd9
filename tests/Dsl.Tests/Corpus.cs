using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;

namespace NetSpec.Dsl.Tests;

/// <summary>The specs under <c>tests/Corpus</c>.</summary>
internal static class Corpus
{
    /// <summary>Files by their path below the corpus, bad ones left out.</summary>
    public static IReadOnlyDictionary<string, string> Good { get; } = Directory
        .EnumerateFiles(Root(), "*.netspec", SearchOption.AllDirectories)
        .Select(path => (Name: Path.GetRelativePath(Root(), path).Replace('\\', '/'), path))
        .Where(file => !file.Name.StartsWith("bad/", System.StringComparison.Ordinal))
        .OrderBy(file => file.Name, System.StringComparer.Ordinal)
        .ToDictionary(file => file.Name, file => File.ReadAllText(file.path));

    private static string Root([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "Corpus");
}
