using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Text;

namespace NetSpec.Dsl.Graph;

/// <summary>The names that a net, its nodes and its ends may have, so that a spec could give them and C# has them; problems come in a person's words.</summary>
internal sealed class EndNames(string net)
{
    private readonly Dictionary<string, string> _taken = new(StringComparer.Ordinal);

    /// <summary>What keeps a net from having a name; null when nothing does.</summary>
    public static string? ProblemOfNet(string name) => ProblemOfWord(name)
        ?? (MemberNames.IsMember(name) ? $"the class of a net has a member '{name}', so no net can have that name"
        : CSharpWords.Contains(name) ? $"'{name}' is a word of C#, which a class of that name would take from all code beside it"
        : null);

    /// <summary>What keeps a namespace from having a name; null when nothing does.</summary>
    public static string? ProblemOfNamespace(string name) => name.Length == 0 ? null : name.Split('.').Select(word =>
        !IsWord(word) ? $"'{name}' is no namespace: names are letters, digits and '_' and do not start with a digit"
        : CSharpWords.Contains(word) ? $"'{word}' is a word of C#, which a namespace of that name would take from all code within"
        : null).FirstOrDefault(problem => problem is not null);

    /// <summary>What keeps a node from having a name; null when nothing does.</summary>
    public static string? ProblemOfNode(string name) => name.Split('.').All(word => word.Length > 0 && word.All(Characters.IsWordPart))
        ? null
        : $"'{name}' cannot be the name of a node: names are words of letters, digits and '_' with dots between them";

    /// <summary>Takes the name of an input or output.</summary>
    /// <returns>What keeps it from having that name; null when nothing does.</returns>
    public string? Take(string name)
    {
        if (ProblemOfWord(name) is { } problem)
            return problem;
        if (name == "in")
            return "'in' is what is fed to a block in a spec; choose another name";
        if (MemberNames.IsReserved(name))
            return $"Forward has an argument '{name.ToLowerInvariant()}' of its own; choose another name than '{name}'";

        var member = MemberNames.Of(name);
        if (net == member + "Size")
            return $"the class would have a member '{member}Size', which is its own name; choose another name than '{name}'";
        if (_taken.TryGetValue(member, out var other))
            return other == name
                ? $"two ends of the net are called '{name}'"
                : $"'{name}' and '{other}' would be one member of the emitted class; they must differ by more than the case of the first letter";

        _taken.Add(member, name);
        return null;
    }

    private static string? ProblemOfWord(string name) =>
        !IsWord(name) ? $"'{name}' is no name: names are letters, digits and '_' and do not start with a digit"
        : Keywords.IsReserved(name) ? $"'{name}' is a word of the language, which can name nothing"
        : null;

    private static bool IsWord(string name) => name.Length > 0 && Characters.IsWordStart(name[0]) && name.All(Characters.IsWordPart);
}
