using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Syntax;
using NetSpec.Dsl.Text;

namespace NetSpec.Dsl.Binding;

/// <summary>Which file each <c>use</c> line of some files means.</summary>
internal sealed class UseBinder
{
    private readonly SpecSources _sources;
    private readonly IReadOnlyList<SpecSyntax> _specs;
    private readonly SourceLines _lines;
    private readonly ProblemBag _problems;
    private readonly Dictionary<string, int> _files = new(StringComparer.Ordinal);
    private readonly List<(UseLine Line, int? File)>[] _uses;

    private UseBinder(SpecSources sources, IReadOnlyList<SpecSyntax> specs, SourceLines lines, ProblemBag problems)
    {
        (_sources, _specs, _lines, _problems) = (sources, specs, lines, problems);
        for (var i = 0; i < sources.Files.Count; i++)
        {
            _files[sources.Files[i].PathAsUsed] = i;
        }

        _uses = [.. specs.Select((_, i) => Read(i).ToList())];
    }

    /// <summary>The lines of each file with the number of the file that each means; null where there is none, which is reported.</summary>
    public static IReadOnlyList<(UseLine Line, int? File)>[] Bind(SpecSources sources, IReadOnlyList<SpecSyntax> specs, SourceLines lines, ProblemBag problems)
    {
        var binder = new UseBinder(sources, specs, lines, problems);
        binder.ReportCircles();
        return [.. binder._uses];
    }

    private IEnumerable<(UseLine Line, int? File)> Read(int file)
    {
        var first = new Dictionary<string, UseLine>(StringComparer.Ordinal);
        foreach (var use in _specs[file].Uses)
        {
            if (!SpecPath.IsRelativeSpec(use.Path))
            {
                _problems.Report(
                    ProblemCode.UnfitPath,
                    use.PathSpan,
                    $"\"{use.Path}\" is no path to a spec from here; "
                        + $"it has '/' between its steps, begins with the first of them and ends with '{SpecPath.Extension}'");
                yield return (use, null);
                continue;
            }

            var path = SpecPath.Resolve(_sources.Files[file].Path, use.Path);
            if (first.TryGetValue(path, out var other))
            {
                _problems.Report(ProblemCode.DuplicateName, use.PathSpan, $"\"{use.Path}\" is used on line {_lines.Of(other.Span)} already");
                continue;
            }

            first.Add(path, use);
            if (_files.TryGetValue(path, out var found))
            {
                yield return (use, found);
                continue;
            }

            var near = _problems.Nearest(SpecPath.StemOf(path), _sources.Others.Select(SpecPath.StemOf).Distinct());
            var hint = near is null ? "" : $"; did you mean '{_sources.Others.First(known => SpecPath.StemOf(known) == near)}'?";
            _problems.Report(ProblemCode.MissingFile, use.PathSpan, $"there is no spec '{path}'{hint}");
            yield return (use, null);
        }
    }

    /// <summary>Reports each line whose file leads back to the one that it stands in.</summary>
    private void ReportCircles()
    {
        for (var file = 0; file < _uses.Length; file++)
        {
            foreach (var (line, used) in _uses[file])
            {
                if (used is { } start && PathBetween(start, file) is { } path)
                {
                    var names = path.Prepend(file).Select(i => SpecPath.NameOf(_sources.Files[i].Path));
                    _problems.Report(ProblemCode.CircularUse, line.PathSpan, $"this file uses itself: {string.Join(" -> ", names)}");
                }
            }
        }
    }

    /// <summary>The shortest way along the uses, both ends included; null when there is none.</summary>
    private List<int>? PathBetween(int start, int end)
    {
        var before = new Dictionary<int, int?> { [start] = null };
        var next = new Queue<int>([start]);
        while (next.Count > 0)
        {
            var file = next.Dequeue();
            if (file == end)
            {
                var path = new List<int>();
                for (int? step = end; step is { } at; step = before[at])
                {
                    path.Insert(0, at);
                }

                return path;
            }

            foreach (var used in _uses[file].Select(use => use.File).OfType<int>().Where(used => !before.ContainsKey(used)))
            {
                before.Add(used, file);
                next.Enqueue(used);
            }
        }

        return null;
    }
}
