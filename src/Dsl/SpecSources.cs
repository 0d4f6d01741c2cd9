using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Syntax;
using NetSpec.Dsl.Text;

namespace NetSpec.Dsl;

/// <summary>A spec and the files that its <c>use</c> lines lead to, directly or through others: all that its nets are made of.</summary>
/// <param name="Files">The spec, then the others, each once.</param>
public sealed record SpecSources(EquatableArray<SourceFile> Files)
{
    /// <summary>The spec.</summary>
    public SourceFile Spec => Files[0];

    /// <summary>Other files that there are, for suggestions; none where every <c>use</c> leads to a file.</summary>
    public EquatableArray<string> Others { get; init; }

    /// <summary>A spec with what it uses of some files.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="files">Files that it may use.</param>
    /// <param name="known">The paths that there are, for suggestions where a file is missing.</param>
    public static SpecSources Of(SourceFile spec, IEnumerable<SourceFile> files, IEnumerable<string> known)
    {
        var byPath = new Dictionary<string, SourceFile>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            byPath[file.PathAsUsed] = file;
        }

        return Of(spec, path => byPath.TryGetValue(path, out var file) ? file : null, known);
    }

    /// <summary>A spec with the files that it uses, each looked up by its path.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="find">The file of a path, with '/' between its steps; null when there is none.</param>
    /// <param name="known">The paths that there are, for suggestions; asked for only where a file is missing.</param>
    public static SpecSources Of(SourceFile spec, Func<string, SourceFile?> find, IEnumerable<string> known)
    {
        List<SourceFile> files = [spec];
        var seen = new HashSet<string>(StringComparer.Ordinal) { spec.PathAsUsed };
        var isMissing = false;
        for (var i = 0; i < files.Count; i++)
        {
            foreach (var path in UsedBy(files[i]).Where(seen.Add))
            {
                if (find(path) is { } file)
                {
                    files.Add(file);
                }
                else
                {
                    isMissing = true;
                }
            }
        }

        return new(new EquatableArray<SourceFile>(files)) { Others = isMissing ? new(known.OrderBy(path => path, StringComparer.Ordinal)) : default };
    }

    /// <summary>The paths that the <c>use</c> lines of a file lead to, with '/' between their steps.</summary>
    public static EquatableArray<string> UsedBy(SourceFile file) =>
        new(UseLines.In(file.Text).Where(SpecPath.IsRelativeSpec).Select(path => SpecPath.Resolve(file.Path, path)).Distinct());
}
