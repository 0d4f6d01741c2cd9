using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using NetSpec.Generator;
using NetSpec.Runtime;

namespace NetSpec.Compiler.Bench;

/// <summary>A project in memory: specs through the generator, and what it printed through the C# compiler, on one thread.</summary>
internal static class CSharpProject
{
    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.CSharp9);

    private static readonly CSharpCompilationOptions Options = new(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, concurrentBuild: false);

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Append(typeof(Model).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>The emitted files by name.</summary>
    public static IReadOnlyDictionary<string, string> Generate(IEnumerable<(string Path, string Text)> specs)
    {
        var driver = CSharpGeneratorDriver.Create(
            [new NetSpecGenerator().AsSourceGenerator()],
            [.. specs.Select(spec => new SpecFile(spec.Path, spec.Text))],
            Parsing);
        var result = driver.RunGenerators(CSharpCompilation.Create("Specs", [], References, Options)).GetRunResult().Results.Single();
        if (result.Diagnostics.FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) is { } error)
            throw new InvalidOperationException(error.ToString());

        return result.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString());
    }

    /// <summary>Parses, checks and emits.</summary>
    public static void Compile(IEnumerable<string> sources)
    {
        var trees = sources.Select(source => CSharpSyntaxTree.ParseText(source, Parsing));
        var result = CSharpCompilation.Create("Emitted", trees, References, Options).Emit(Stream.Null);
        if (!result.Success)
            throw new InvalidOperationException(string.Join("\n", result.Diagnostics.Take(5)));
    }

    private sealed class SpecFile(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(System.Threading.CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
