using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using NetSpec.Tests.Support;

namespace NetSpec.Gpu.Tests.Docs;

/// <summary>docs/gpu.md, and what is fenced in it.</summary>
internal static partial class Guide
{
    public static string Text { get; } = File.ReadAllText(Repository.PathOf("docs", "gpu.md")).ReplaceLineEndings("\n");

    /// <summary>The fenced blocks of a language, in order.</summary>
    public static IReadOnlyList<string> Blocks(string language) =>
        [.. Fence().Matches(Text).Where(match => match.Groups[1].Value == language).Select(match => match.Groups[2].Value)];

    /// <summary>The rows of the table below a heading, without its head.</summary>
    public static IReadOnlyList<string> Rows(string heading)
    {
        var section = Text.Split("\n## ").Single(part => part.StartsWith(heading + "\n", StringComparison.Ordinal));
        return [.. section.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)];
    }

    [GeneratedRegex(@"^```(\S+)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Fence();
}
