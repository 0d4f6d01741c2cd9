using System;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NetSpec.Generator.Shell;

/// <summary>
/// Where the sections of docs/diagnostics.md can be read: the copy that lies in the package, unless a project names another
/// place. Known to the build alone, since the compiler may run the generator from a copy.
/// </summary>
/// <param name="Address">A path or an address; empty for none.</param>
public sealed record HelpPage(string Address)
{
    /// <summary>A property of the props file.</summary>
    private const string Key = "build_property.NetSpecDiagnosticsPage";

    public static HelpPage Read(AnalyzerConfigOptions global) => new(global.TryGetValue(Key, out var value) ? value.Trim() : "");

    /// <summary>The address of a section, null when there is no page. Anchors are made of headings as GitHub makes them.</summary>
    public string? LinkTo(string id, string title) =>
        Address.Length > 0 && Uri.TryCreate(Address, UriKind.Absolute, out var page) ? page.AbsoluteUri + "#" + Anchor(id + " " + title) : null;

    private static string Anchor(string heading)
    {
        var anchor = new StringBuilder(heading.Length);
        foreach (var character in heading.ToLowerInvariant())
        {
            if (character == ' ' || character == '-')
            {
                anchor.Append('-');
            }
            else if (char.IsLetterOrDigit(character))
            {
                anchor.Append(character);
            }
        }

        return anchor.ToString();
    }
}
