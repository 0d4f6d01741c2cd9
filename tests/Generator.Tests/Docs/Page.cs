using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using NetSpec.Tests.Support;

namespace NetSpec.Generator.Tests.Docs;

/// <summary>A page of the documentation that shows C#, and the programs that its blocks make.</summary>
/// <param name="Path">From the root of the repository.</param>
internal sealed partial record Page(string Path)
{
    private const string Digits = "samples/Digits/digits.netspec";

    /// <summary>Every page that shows C#.</summary>
    public static IReadOnlyList<Page> All { get; } =
    [
        .. new[] { "", "docs", "src/Package", "samples/Digits", "samples/KsMlp", "samples/KsVit" }
            .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*.md"))
            .Select(file => System.IO.Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)
            .Select(path => new Page(path))
            .Where(page => page.Blocks("csharp").Count > 0),
    ];

    public string Text => File.ReadAllText(Repository.PathOf(Path)).ReplaceLineEndings("\n");

    /// <summary>
    /// The programs: one begins with each block that begins with its usings, and the blocks after it go on with it.
    /// </summary>
    public IReadOnlyList<string> Programs
    {
        get
        {
            var programs = new List<string>();
            foreach (var block in Blocks("csharp"))
            {
                if (Using().IsMatch(block))
                    programs.Add(block);
                else if (programs.Count > 0)
                    programs[^1] += block;
                else
                    throw new InvalidOperationException($"The first block of {Path} does not begin with its usings:\n{block}");
            }

            return programs;
        }
    }

    /// <summary>What the programs are about: the page's own specs, and that of the sample where a page speaks of its network.</summary>
    public IReadOnlyList<string> Specs
    {
        get
        {
            var own = Blocks("netspec");
            var ofSample = File.ReadAllText(Repository.PathOf(Digits)).ReplaceLineEndings("\n");
            var speaksOfSample = Text.Contains("using Samples.Digits;", StringComparison.Ordinal) && !own.Contains(ofSample);
            return speaksOfSample ? [.. own, ofSample] : own;
        }
    }

    /// <summary>The fenced blocks of a language, in order.</summary>
    public IReadOnlyList<string> Blocks(string language) =>
        [.. Fence().Matches(Text).Where(match => match.Groups[1].Value == language).Select(match => match.Groups[2].Value)];

    public override string ToString() => Path;

    [GeneratedRegex(@"^```(\S*)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\A(//.*\n)*using [\w.]+;", RegexOptions.CultureInvariant)]
    private static partial Regex Using();
}
