using System;
using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Dsl.Text;

/// <summary>Paths of specs as text: nothing is looked up, so that two spellings of one path become equal wherever the files lie.</summary>
internal static class SpecPath
{
    /// <summary>How the files end that can be used.</summary>
    public const string Extension = ".netspec";

    /// <summary>Whether a path leads from one spec to another.</summary>
    public static bool IsRelativeSpec(string path) =>
        path.EndsWith(Extension, StringComparison.Ordinal) && path[0] != '/' && path.IndexOfAny([':', '\\']) < 0;

    /// <summary>The path that a spec means by a relative one.</summary>
    /// <param name="from">The path of the spec.</param>
    /// <param name="relative">What stands in it.</param>
    public static string Resolve(string from, string relative) =>
        Normalise(from.Substring(0, from.LastIndexOfAny(['/', '\\']) + 1) + relative);

    /// <summary>A path with '/' alone, and without the steps that lead nowhere.</summary>
    public static string Normalise(string path)
    {
        var text = path.Replace('\\', '/');
        var root = text.Substring(0, text.Length - text.TrimStart('/').Length);
        var steps = new List<string>();
        foreach (var step in text.Split('/').Where(step => step is not ("" or ".")))
        {
            if (step == ".." && steps.Count > 0 && steps[steps.Count - 1] != "..")
            {
                steps.RemoveAt(steps.Count - 1);
            }
            else if (step != ".." || root.Length == 0)
            {
                steps.Add(step);
            }
        }

        return root + string.Join("/", steps);
    }

    /// <summary>The last step of a path, by which people know a file.</summary>
    public static string NameOf(string path) => path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);

    /// <summary>A file's name without the ending that all specs have.</summary>
    public static string StemOf(string path)
    {
        var name = NameOf(path);
        return name.EndsWith(Extension, StringComparison.Ordinal) ? name.Substring(0, name.Length - Extension.Length) : name;
    }
}
