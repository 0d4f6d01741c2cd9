using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using NetSpec.Generator.Shell;

namespace NetSpec.Gpu.Tests.Docs;

/// <summary>A program as the guide has it: its spec through the generator, its code, and the ILGPU of the tests.</summary>
internal sealed class GuideProject
{
    private const string Usings = """
        global using System;
        global using ILGPU;
        global using ILGPU.Runtime;
        global using ILGPU.Runtime.Cuda;
        """;

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var file && (file.StartsWith("System.", StringComparison.Ordinal) || file is "ILGPU.dll" or "NetSpec.Runtime.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public GuideProject(string spec, string code)
    {
        var parsing = CSharpParseOptions.Default;
        var compilation = CSharpCompilation.Create(
            "Guide",
            [CSharpSyntaxTree.ParseText(Usings, parsing), CSharpSyntaxTree.ParseText(code, parsing)],
            References,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        var driver = CSharpGeneratorDriver
            .Create([new NetSpecGenerator().AsSourceGenerator()], [new SpecFile(spec)], parsing)
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out var problems);
        Files = [.. driver.GetRunResult().GeneratedTrees.Select(tree => Path.GetFileName(tree.FilePath))];
        Problems = [.. problems.Concat(output.GetDiagnostics()).Where(problem => problem.Severity > DiagnosticSeverity.Info).Select(problem => problem.ToString())];
    }

    /// <summary>The names of the emitted files.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Errors and warnings, of the spec and of all code.</summary>
    public IReadOnlyList<string> Problems { get; }

    private sealed class SpecFile(string text) : AdditionalText
    {
        public override string Path => "tokens.netspec";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
