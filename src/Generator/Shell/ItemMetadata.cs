using Microsoft.CodeAnalysis.Diagnostics;
using NetSpec.Compiler;

namespace NetSpec.Generator.Shell;

/// <summary>Reads what the project says about a spec: item metadata of the props file.</summary>
internal static class ItemMetadata
{
    /// <summary>That it is compiler-visible also makes a build notice added and deleted specs.</summary>
    private const string Namespace = "build_metadata.AdditionalFiles.NetSpecNamespace";

    /// <inheritdoc cref="Namespace"/>
    private const string Visibility = "build_metadata.AdditionalFiles.NetSpecVisibility";

    public static SpecOptions Read(AnalyzerConfigOptions options) => SpecOptions.Read(Find(options, Namespace), Find(options, Visibility));

    private static string? Find(AnalyzerConfigOptions options, string key) => options.TryGetValue(key, out var value) ? value : null;
}
