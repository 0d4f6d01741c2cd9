using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Compiler.Specs;
using NetSpec.Dsl;

namespace NetSpec.Compiler.Names;

/// <summary>The names of all files together. The order of the files does not matter.</summary>
/// <param name="Hints">One for every full name that nets may have, sorted.</param>
/// <param name="Clashes">One problem for every declaration of a name that something else has too.</param>
internal sealed record NameTable(EquatableArray<HintName> Hints, EquatableArray<TypeProblem> Clashes)
{
    /// <summary>The parts that the project's own code has of the classes of nets, where they have members.</summary>
    public EquatableArray<DeclaredName> Parts { get; init; }

    /// <param name="names">The names of all files.</param>
    /// <param name="declared">What the project's own code declares under these, and under the namespaces around them.</param>
    public static NameTable Of(IEnumerable<TypeName> names, EquatableArray<DeclaredName> declared = default)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var hints = new List<HintName>();
        var clashes = new List<TypeProblem>();
        var groups = names.Distinct().GroupBy(name => name.FullName, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
        var rules = new NameClashes(groups.SelectMany(group => group), declared);
        foreach (var group in groups)
        {
            var declarations = group.OrderBy(name => name.Path, StringComparer.Ordinal).ToList();
            var own = declarations.Select(rules.Find).OfType<TypeProblem>().ToList();
            if (own.Count > 0)
            {
                clashes.AddRange(own);
                continue;
            }

            var first = declarations[0];
            var ofProject = declared.FirstOrDefault(type => type.FullName == group.Key);
            var access = ofProject?.Access ?? (first.IsInternal ? SpecOptions.Internal : SpecOptions.Public);
            hints.Add(new(first, Unique(group.Key, taken), access));
            if (ofProject?.Assembly is { } assembly)
            {
                clashes.Add(NameClashes.Between(first, assembly, ofProject.IsOfFriend));
            }

            if (declarations.Count > 1)
            {
                clashes.AddRange(declarations.Select((name, index) => NameClashes.Between(name, declarations[index == 0 ? 1 : 0])));
            }
        }

        return new(hints.ToEquatableArray(), clashes.ToEquatableArray()) { Parts = declared.Where(part => part.Members.Count > 0).ToEquatableArray() };
    }

    /// <summary>Under what a type is added, or null when it is not emitted: its name is another's.</summary>
    public HintName? Find(TypeName type)
    {
        foreach (var hint in Hints)
        {
            if (hint.Type == type)
            {
                return hint;
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
}
