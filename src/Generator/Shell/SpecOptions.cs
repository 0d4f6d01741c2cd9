using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NetSpec.Generator.Shell;

/// <summary>What the project says about one spec.</summary>
/// <param name="Namespace">The namespace of a spec that names none; empty for the global one.</param>
public sealed record SpecOptions(string Namespace)
{
    /// <summary>Item metadata of the props file. That it is compiler-visible also makes a build notice added and deleted specs.</summary>
    private const string NamespaceKey = "build_metadata.AdditionalFiles.NetSpecNamespace";

    public static SpecOptions Read(AnalyzerConfigOptions options) =>
        new(options.TryGetValue(NamespaceKey, out var value) ? Dotted(value) : "");

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

        return char.GetUnicodeCategory(identifier[0]) is UnicodeCategory.DecimalDigitNumber ? "_" + identifier : identifier.ToString();
    }

    private static bool IsPart(char character) => character == '_' || char.IsLetterOrDigit(character);
}
