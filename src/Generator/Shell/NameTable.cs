using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Dsl;
using NetSpec.Dsl.Problems;
using NetSpec.Generator.Emit;
using NetSpec.Generator.Emit.Gpu;

namespace NetSpec.Generator.Shell;

/// <summary>The names of all files together. The order of the files does not matter.</summary>
/// <param name="Hints">One for every full name that nets may have, sorted.</param>
/// <param name="Clashes">One problem for every declaration of a name that several files declare, or that emitted code needs.</param>
public sealed record NameTable(EquatableArray<HintName> Hints, EquatableArray<TypeProblem> Clashes)
{
    public static NameTable Of(IEnumerable<TypeName> names)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var hints = new List<HintName>();
        var clashes = new List<TypeProblem>();
        var groups = names.Distinct().GroupBy(name => name.FullName, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal);
        foreach (var group in groups)
        {
            var declarations = group.OrderBy(name => name.Path, StringComparer.Ordinal).ToList();
            if (OwnerOf(group.Key) is { } owner)
            {
                clashes.AddRange(declarations.Select(name => Clash(name, owner)));
                continue;
            }

            hints.Add(new(declarations[0], Unique(group.Key, taken)));
            if (declarations.Count > 1)
            {
                clashes.AddRange(declarations.Select((name, index) => Clash(name, declarations[index == 0 ? 1 : 0])));
            }
        }

        return new(hints.ToEquatableArray(), clashes.ToEquatableArray());
    }

    /// <summary>The hint name of a type, or null when it is not emitted: its name is taken, by another file's or by what emitted code needs.</summary>
    public string? Find(TypeName type)
    {
        foreach (var hint in Hints)
        {
            if (hint.Type == type)
            {
                return hint.Text;
            }
        }

        return null;
    }

    /// <summary>A number is added where only case tells two names apart; no full name has a minus sign in it.</summary>
    private static string Unique(string fullName, HashSet<string> taken)
    {
        var hint = fullName;
        for (var number = 2; !taken.Add(hint); number++)
        {
            hint = fullName + "-" + number.ToString(CultureInfo.InvariantCulture);
        }

        return hint;
    }

    /// <summary>Who has a name that emitted code needs, or that of an outermost namespace; null for all other names.</summary>
    private static string? OwnerOf(string fullName) =>
        IsIn(fullName, "System") ? ".NET"
        : IsIn(fullName, "ILGPU") ? "ILGPU"
        : fullName is "NetSpec" or PatternNames.Namespace
            || IsIn(fullName, "NetSpec.Runtime")
            || IsIn(fullName, FactorKernelNames.Namespace)
            || fullName.StartsWith(PatternNames.Namespace + "." + PatternNames.Prefix, StringComparison.Ordinal)
            || Aliases.Reserved.Contains(fullName.Split('.')[0]) ? "NetSpec itself"
        : null;

    /// <summary>Whether a name is another or lies in it.</summary>
    private static bool IsIn(string fullName, string part) =>
        fullName.StartsWith(part, StringComparison.Ordinal) && (fullName.Length == part.Length || fullName[part.Length] == '.');

    /// <summary>A file by its name, with as many folders as tell it from another.</summary>
    private static string Tell(string path, string apartFrom)
    {
        var (parts, others) = (Parts(path), Parts(apartFrom));
        var count = 1;
        while (count < parts.Length && parts.Skip(parts.Length - count).SequenceEqual(others.Skip(others.Length - count)))
        {
            count++;
        }

        return string.Join("/", parts.Skip(parts.Length - count));

        static string[] Parts(string path) => path.Split('/', '\\');
    }

    private static TypeProblem Clash(TypeName name, string owner) => new(
        name,
        SpecProblem.IdOf(ProblemCode.DuplicateNet),
        $"'{name.FullName}' is a name of {owner}; rename the net or put it into another namespace");

    private static TypeProblem Clash(TypeName name, TypeName other) => new(
        name,
        SpecProblem.IdOf(ProblemCode.DuplicateNet),
        $"the net '{name.FullName}' is also in {Tell(other.Path, apartFrom: name.Path)}; rename one of them or put it into another namespace");
}
