using System.Collections.Generic;
using System.Linq;
using System;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Text;

namespace NetSpec.Dsl.Printing;

/// <summary>The names that stand for something in a printed spec, each once.</summary>
internal sealed class FreeNames
{
    private readonly HashSet<string> _taken = new([.. Keywords.All, "in", "out", "true", "false", "global", "same", "bias"], StringComparer.Ordinal);

    /// <summary>Takes names that are given.</summary>
    public void Take(IEnumerable<string> names) => _taken.UnionWith(names);

    /// <summary>Takes a name; false where it stands for something else already.</summary>
    public bool Take(string name) => _taken.Add(name);

    /// <summary>Whether a name is a word of the language's and stands for nothing yet.</summary>
    public bool IsFree(string name) => name.Length > 0 && name[0] is not (>= '0' and <= '9') && name.All(IsWordPart) && !_taken.Contains(name);

    /// <summary>Takes a free name that resembles a dotted one; what a repeat counts is left out.</summary>
    public string Like(string name)
    {
        var stem = new string([.. name.Replace(".{i}", "").Select(c => IsWordPart(c) ? c : '_')]);
        stem = stem.Length == 0 || stem[0] is >= '0' and <= '9' ? "v" + stem : stem;
        var free = stem;
        for (var i = 2; !_taken.Add(free); i++)
        {
            free = stem + "_" + Rules.Text(i);
        }

        return free;
    }

    private static bool IsWordPart(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_';
}
