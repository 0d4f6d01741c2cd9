using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetSpec.Dsl;
using NetSpec.Formats;
using NetSpec.Generator.Tests.Shell;
using NetSpec.Runtime;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Generator.Tests.Docs;

/// <summary>The C# that the documentation shows compiles as it stands, with the usings that it names.</summary>
public sealed class CSharpBlockTests
{
    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var file && (file.StartsWith("System.", StringComparison.Ordinal)
                || file is "netstandard.dll" || file.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal) || file.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)))
            .Append(typeof(Model).Assembly.Location)
            .Append(typeof(ILGPU.Context).Assembly.Location)
            .Append(typeof(WeightsFile).Assembly.Location)
            .Append(typeof(SpecCompiler).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static TheoryData<string, int> Programs()
    {
        var data = new TheoryData<string, int>();
        foreach (var page in Page.All)
        foreach (var program in Enumerable.Range(0, page.Programs.Count))
            data.Add(page.Path, program);
        return data;
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void A_program_of_a_page_compiles(string path, int program)
    {
        var page = new Page(path);
        var code = page.Programs[program];
        var parsing = CSharpParseOptions.Default;
        var compilation = CSharpCompilation.Create(
            "Shown",
            [CSharpSyntaxTree.ParseText(code, parsing)],
            References,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver
            .Create([new NetSpecGenerator().AsSourceGenerator()], page.Specs.Select((spec, i) => new SpecFile($"spec{i}.netspec", spec)), parsing, new ProjectOptions())
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out var problems);

        // Pages show variables that only the reader goes on to use.
        var found = problems.Concat(output.GetDiagnostics()).Where(problem => problem.Severity > DiagnosticSeverity.Info && problem.Id is not ("CS0219" or "CS8321"));
        Assert.True(!found.Any(), $"{path}:\n{string.Join('\n', found)}\n{code}");
    }

    [Fact]
    public void Every_page_that_shows_code_is_here() =>
        Assert.All(["README.md", "docs/csharp.md", "docs/formats.md", "docs/gpu.md", "docs/path-norms.md", "docs/sparse.md", "src/Package/README.md"], path => Assert.Contains(new Page(path), Page.All));

    /// <summary>The first page of the project shows the spec of its sample and not one like it.</summary>
    [Fact]
    public void The_sample_that_the_readme_shows_is_the_one_that_runs() =>
        Assert.Contains(File.ReadAllText(Repository.PathOf("samples", "Digits", "digits.netspec")).ReplaceLineEndings("\n"), new Page("README.md").Blocks("netspec"));
}
