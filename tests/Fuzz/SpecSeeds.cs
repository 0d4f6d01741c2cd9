using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace NetSpec.Fuzz;

/// <summary>The specs of <c>tests/Corpus</c>, whole and cut into declarations.</summary>
/// <param name="Files">Whole files.</param>
/// <param name="Declarations">Nets, blocks and neurons, each with its lines.</param>
public sealed record SpecSeeds(IReadOnlyList<string> Files, IReadOnlyList<string> Declarations)
{
    public static SpecSeeds FromCorpus()
    {
        // What goes to the limits takes as long as a thousand other texts.
        var files = Directory.EnumerateFiles(FindCorpus(), "*.netspec", SearchOption.AllDirectories)
            .Where(path => !path.EndsWith("limits.netspec", StringComparison.Ordinal))
            .OrderBy(path => path, StringComparer.Ordinal)
            .Select(File.ReadAllText)
            .ToArray();
        return new(files, [.. files.SelectMany(Cut).Distinct()]);
    }

    private static IEnumerable<string> Cut(string file)
    {
        var declaration = new StringBuilder();
        foreach (var line in file.Split('\n'))
        {
            declaration.Append(line).Append('\n');
            if (line.StartsWith('}'))
            {
                yield return declaration.ToString();
                declaration.Clear();
            }
        }
    }

    private static string FindCorpus()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var corpus = Path.Combine(folder.FullName, "tests", "Corpus");
            if (Directory.Exists(corpus))
            {
                return corpus;
            }
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds tests/Corpus.");
    }
}
