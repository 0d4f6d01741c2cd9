using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetSpec.Runtime;

namespace NetSpec.Generator.Tests.Emit;

/// <summary>Emitted text through the compiler, at the lowest language version and with every warning that there is.</summary>
internal static class Compilations
{
    public static CSharpParseOptions Parsing { get; } = new(LanguageVersion.CSharp9, DocumentationMode.Diagnose);

    private static readonly CSharpCompilationOptions Strict = new(
        OutputKind.DynamicallyLinkedLibrary,
        checkOverflow: true,
        warningLevel: 9999,
        nullableContextOptions: NullableContextOptions.Enable,
        optimizationLevel: OptimizationLevel.Release);

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Append(typeof(Model).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static CSharpCompilation Create(params string[] sources) =>
        CSharpCompilation.Create("Emitted", sources.Select(source => CSharpSyntaxTree.ParseText(source, Parsing)), References, Strict);

    public static IReadOnlyList<string> Diagnose(params string[] sources) =>
        [.. Create(sources).GetDiagnostics().Select(diagnostic => diagnostic.ToString())];

    public static Assembly Load(params string[] sources)
    {
        using var stream = new MemoryStream();
        var result = Create(sources).Emit(stream);
        if (!result.Success)
            throw new InvalidOperationException(string.Join("\n", result.Diagnostics.Select(diagnostic => diagnostic.ToString())));

        stream.Position = 0;
        return new AssemblyLoadContext("emitted", isCollectible: true).LoadFromStream(stream);
    }
}
