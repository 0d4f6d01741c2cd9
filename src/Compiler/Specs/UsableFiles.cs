using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl;

namespace NetSpec.Compiler.Specs;

/// <summary>What the files of a project use of each other: an edit of a file that none uses leaves it as it is.</summary>
/// <param name="Files">The files that others use, by path.</param>
/// <param name="Known">The paths of all files, for suggestions; none where every <c>use</c> leads to a file.</param>
internal sealed record UsableFiles(EquatableArray<SourceFile> Files, EquatableArray<string> Known)
{
    /// <param name="files">All files, each with the paths that it uses.</param>
    public static UsableFiles Of(IReadOnlyCollection<(SourceFile File, EquatableArray<string> Uses)> files)
    {
        var used = new HashSet<string>(files.SelectMany(file => file.Uses), StringComparer.Ordinal);
        if (used.Count == 0)
        {
            return new(default, default);
        }

        var known = files.Select(file => file.File.PathAsUsed).OrderBy(path => path, StringComparer.Ordinal).ToEquatableArray();
        return new(
            files.Select(file => file.File).Where(file => used.Contains(file.PathAsUsed)).OrderBy(file => file.Path, StringComparer.Ordinal).ToEquatableArray(),
            used.IsSubsetOf(known) ? default : known);
    }

    /// <summary>A file with what it uses.</summary>
    public static (SourceFile File, EquatableArray<string> Uses) With(SourceFile file) => (file, SpecSources.UsedBy(file));
}
