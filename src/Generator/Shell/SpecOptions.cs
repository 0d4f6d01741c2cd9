using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis.Diagnostics;
using NetSpec.Compiler.Emit;
using NetSpec.Dsl.Graph;

namespace NetSpec.Generator.Shell;

/// <summary>What the project says about one spec.</summary>
/// <param name="Namespace">The namespace of a spec that names none; empty for the global one.</param>
/// <param name="Visibility">The accessibility of its classes, as the project spells it.</param>
public sealed record SpecOptions(string Namespace, string Visibility = CSharp.Public)
{
    /// <summary>The other accessibility than <see cref="CSharp.Public"/>.</summary>
    public const string Internal = "internal";

    /// <summary>Item metadata of the props file. That it is compiler-visible also makes a build notice added and deleted specs.</summary>
    private const string NamespaceKey = "build_metadata.AdditionalFiles.NetSpecNamespace";

    /// <inheritdoc cref="NamespaceKey"/>
    private const string VisibilityKey = "build_metadata.AdditionalFiles.NetSpecVisibility";

    /// <summary>Whether classes are internal.</summary>
    public bool IsInternal => Visibility == Internal;

    /// <summary>What is wrong with the options, null when nothing is.</summary>
    public string? Problem => Visibility is CSharp.Public or Internal ? null : $"NetSpecVisibility is '{Visibility}'; write {CSharp.Public} or {Internal}";

    public static SpecOptions Read(AnalyzerConfigOptions options) => new(
        options.TryGetValue(NamespaceKey, out var value) ? Dotted(value) : "",
        options.TryGetValue(VisibilityKey, out var visibility) && visibility.Trim() is { Length: > 0 } word ? word.ToLowerInvariant() : CSharp.Public);

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
