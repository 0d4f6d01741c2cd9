using System;
using System.IO;

namespace NetSpec.Tests.Support;

/// <summary>Where the repository that the tests were built from lies.</summary>
public static class Repository
{
    /// <summary>The folder of <c>Generator.sln</c>.</summary>
    public static string Root { get; } = Find();

    /// <summary>A path below the root.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Generator.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds Generator.sln.");
    }
}
