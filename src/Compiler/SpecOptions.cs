using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler;

/// <summary>What the project says about one spec.</summary>
/// <param name="Namespace">The namespace of a spec that names none; empty for the global one.</param>
/// <param name="Visibility">The accessibility of its classes, as the project spells it.</param>
public sealed record SpecOptions(string Namespace, string Visibility = SpecOptions.Public)
{
    /// <summary>The accessibility of classes where nobody says otherwise.</summary>
    public const string Public = "public";

    /// <summary>The other accessibility than <see cref="Public"/>.</summary>
    public const string Internal = "internal";

    /// <summary>Whether classes are internal.</summary>
    public bool IsInternal => Visibility == Internal;

    /// <summary>What is wrong with the options, null when nothing is.</summary>
    public string? Problem => Visibility is Public or Internal ? null : $"NetSpecVisibility is '{Visibility}'; write {Public} or {Internal}";

    /// <summary>The options of a project, from what it says of itself.</summary>
    /// <param name="project">Free text that names its namespace, as its own name does; null for the global namespace.</param>
    /// <param name="visibility">The accessibility of classes in letters of any case; null or white space for public.</param>
    public static SpecOptions Read(string? project, string? visibility) => new(
        Dotted(project ?? ""),
        visibility?.Trim() is { Length: > 0 } word ? word.ToLowerInvariant() : Public);

    /// <summary>A namespace from free text, as project names are: what no identifier has becomes an underscore.</summary>
    private static string Dotted(string text) => string.Join(".", Parts(text).Select(Identifier));

    private static IEnumerable<string> Parts(string text) => text.Split('.').Select(part => part.Trim()).Where(part => part.Length > 0);

    private static string Identifier(string part)
    {
        var identifier = new StringBuilder(part.Length + 1);
        foreach (var character in part)
        {
            identifier.Append(IsPart(character) ? character : '_');
        }

        var name = identifier.ToString();
        return char.GetUnicodeCategory(name[0]) is UnicodeCategory.DecimalDigitNumber || CSharpWords.Contains(name) ? "_" + name : name;
    }

    private static bool IsPart(char character) => character == '_' || char.IsLetterOrDigit(character);
}
