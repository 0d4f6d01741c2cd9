using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Emit.Gpu;
using NetSpec.Compiler.Emit.Shapes;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Specs;
using NetSpec.Dsl;
using NetSpec.Dsl.Problems;

namespace NetSpec.Compiler.Names;

/// <summary>Which names the classes of nets cannot have: C# would report each, and not where it can be mended.</summary>
/// <param name="names">The names of all files.</param>
/// <param name="declared">What the project's own code declares under these, and under the namespaces around them.</param>
internal sealed class NameClashes(IEnumerable<TypeName> names, EquatableArray<DeclaredName> declared)
{
    /// <summary>The first net of each namespace, and of those around it.</summary>
    private readonly Dictionary<string, TypeName> _namespaces = names
        .SelectMany(name => Around(name.FullName).Select(space => (Space: space, Net: name)))
        .GroupBy(entry => entry.Space, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.First().Net, StringComparer.Ordinal);

    private readonly Dictionary<string, DeclaredName> _declared = declared.ToDictionary(name => name.FullName, StringComparer.Ordinal);

    /// <summary>The first declaration of the project that takes a name from emitted code.</summary>
    private readonly DeclaredName? _needed = declared.FirstOrDefault(name =>
        !name.IsNamespace && name.Obstacle is not null && Aliases.IsNeeded(name.FullName));

    /// <summary>Two nets of one name.</summary>
    public static TypeProblem Between(TypeName name, TypeName other) => new(
        name,
        ProblemCode.DuplicateNet,
        $"the net '{name.FullName}' is also in {Tell(other.Path, apartFrom: name.Path)}; rename one of them or put it into another namespace");

    /// <summary>A net and a class of a referenced assembly.</summary>
    /// <param name="name">The net.</param>
    /// <param name="assembly">The assembly.</param>
    /// <param name="isOfFriend">Whether the class is internal already, and the assembly shows this project its internals.</param>
    public static TypeProblem Between(TypeName name, string assembly, bool isOfFriend) => new(
        name,
        ProblemCode.NetOfReference,
        $"the referenced assembly '{assembly}' has the class '{name.FullName}' too, so that the compiler warns where code names it (CS0436); compile the "
            + "spec in one of the two projects, or "
            + (isOfFriend ? $"take this one out of the InternalsVisibleTo of '{assembly}'" : $"make the class of '{assembly}' internal by NetSpecVisibility"));

    /// <summary>The namespaces around a net, the outermost first: <c>A</c> and <c>A.B</c> of <c>A.B.C</c>.</summary>
    public static IEnumerable<string> Around(string fullName)
    {
        for (var dot = fullName.IndexOf('.'); dot >= 0; dot = fullName.IndexOf('.', dot + 1))
        {
            yield return fullName.Substring(0, dot);
        }
    }

    /// <summary>Why a net cannot have its name, null when it can.</summary>
    public TypeProblem? Find(TypeName name) => MessageOf(name) is var (code, message) ? new(name, code, message) : null;

    private (ProblemCode Code, string Message)? MessageOf(TypeName name)
    {
        var full = name.FullName;
        if (OwnerOf(full) is { } owner)
            return (ProblemCode.DuplicateNet, $"'{full}' is a name of {owner}; rename the net or put it into another namespace");
        if (_needed is { } needed)
            return (
                ProblemCode.NeededName,
                $"the project's code declares '{needed.FullName}', {needed.Obstacle}, and emitted code needs that name; rename or remove it, or put it into "
                    + "another namespace");
        if (_namespaces.TryGetValue(full, out var inside))
            return (
                ProblemCode.NamespaceClash,
                $"'{full}' is also the namespace of '{inside.FullName}' in {Tell(inside.Path, apartFrom: name.Path)}; rename the net or that namespace");
        if (_declared.TryGetValue(full, out var own) && own.IsNamespace)
            return (
                ProblemCode.NamespaceClash,
                $"'{full}' is also a namespace, of the project's code or of an assembly that it references; rename the net or put it into a namespace");
        if (own?.Obstacle is { } obstacle)
            return (
                ProblemCode.UnfitType,
                $"the project's '{full}' is {obstacle}, but the net makes a sealed partial class of that name; declare 'partial class', or rename one of them");

        var around = Around(full).FirstOrDefault(_declared.ContainsKey);
        return around is null ? null : (
            ProblemCode.NamespaceClash, $"the namespace '{around}' of '{full}' is also a type of the project's code; rename one of them");
    }

    /// <summary>Who has a name that emitted code needs, or that of an outermost namespace; null for all other names.</summary>
    private static string? OwnerOf(string fullName) =>
        IsIn(fullName, "System") || IsIn(fullName, "Microsoft.CodeAnalysis") || fullName == "Microsoft" ? ".NET"
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
}
