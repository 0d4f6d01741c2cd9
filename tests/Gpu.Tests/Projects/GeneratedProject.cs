using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using NetSpec.Generator;

namespace NetSpec.Gpu.Tests.Projects;

/// <summary>A project in memory: its spec through the generator, its code, and the ILGPU of the tests, compiled as the SDK does.</summary>
internal sealed class GeneratedProject
{
    // The SDK silences these in every project: an assembly was built against an older version of another one.
    private static readonly Dictionary<string, ReportDiagnostic> SilencedBySdk = new() { ["CS1701"] = ReportDiagnostic.Suppress, ["CS1702"] = ReportDiagnostic.Suppress };

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var file && (file.StartsWith("System.", StringComparison.Ordinal) || file is "ILGPU.dll" or "NetSpec.Runtime.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly Compilation _compilation;

    /// <param name="name">The name of the assembly.</param>
    /// <param name="kind">A library or a program.</param>
    /// <param name="version">The language version.</param>
    /// <param name="spec">The text of its spec.</param>
    /// <param name="code">The texts of its own code.</param>
    /// <param name="others">Projects that it references.</param>
    public GeneratedProject(string name, OutputKind kind, LanguageVersion version, string spec, IEnumerable<string> code, params GeneratedProject[] others)
    {
        var parsing = CSharpParseOptions.Default.WithLanguageVersion(version);
        var compilation = CSharpCompilation.Create(
            name,
            code.Select(text => CSharpSyntaxTree.ParseText(text, parsing)),
            References.Concat(others.Select(other => MetadataReference.CreateFromImage(other.Image()))),
            new CSharpCompilationOptions(kind, warningLevel: 9999, nullableContextOptions: NullableContextOptions.Enable, specificDiagnosticOptions: SilencedBySdk));
        var driver = CSharpGeneratorDriver
            .Create([new NetSpecGenerator().AsSourceGenerator()], [new SpecFile(spec)], parsing)
            .RunGeneratorsAndUpdateCompilation(compilation, out _compilation, out var problems);
        Files = [.. driver.GetRunResult().GeneratedTrees.Select(tree => Path.GetFileName(tree.FilePath))];
        Problems = [.. problems.Concat(_compilation.GetDiagnostics()).Where(problem => problem.Severity > DiagnosticSeverity.Info).Select(problem => problem.ToString())];
    }

    /// <summary>The names of the emitted files.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Errors and warnings, of the spec and of all code.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>The assembly.</summary>
    public byte[] Image()
    {
        using var image = new MemoryStream();
        var result = _compilation.Emit(image);
        return result.Success ? image.ToArray() : throw new InvalidOperationException(string.Join("\n", result.Diagnostics.Take(20)));
    }

    private sealed class SpecFile(string text) : AdditionalText
    {
        public override string Path => "nets.netspec";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
