using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace NetSpec.Dsl.Tests.Binding;

/// <summary>The specs of tests/Corpus.</summary>
internal static class Corpus
{
    public static string Root { get; } = FindRoot();

    public static string Folder { get; } = Path.Combine(Root, "tests", "Corpus");

    public static string BadFolder { get; } = Path.Combine(Folder, "bad");

    public static IReadOnlyList<string> BadSpecs { get; } =
        [.. Directory.GetFiles(BadFolder, "*.netspec").OrderBy(path => path, StringComparer.Ordinal)];

    /// <summary>All specs that must compile without a problem of any kind.</summary>
    public static IReadOnlyList<string> GoodSpecs { get; } =
    [
        .. Directory.GetFiles(Folder, "*.netspec", SearchOption.AllDirectories)
            .Where(path => !path.StartsWith(BadFolder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .OrderBy(path => path, StringComparer.Ordinal),
    ];

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Generator.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
