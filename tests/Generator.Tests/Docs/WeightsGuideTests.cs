using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using NetSpec.Generator.Shell;
using NetSpec.Runtime;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Generator.Tests.Docs;

/// <summary>The programs of docs/weights.md compile as they stand there, without implicit usings.</summary>
public sealed partial class WeightsGuideTests
{
    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Append(typeof(Model).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>The emitted class, compiled once.</summary>
    private static readonly Lazy<MetadataReference> Digits = new(() =>
    {
        var spec = File.ReadAllText(Repository.PathOf("samples", "Digits", "digits.netspec"));
        var compilation = CSharpCompilation.Create("Digits", [], References, new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new NetSpecGenerator().AsSourceGenerator()], [new SpecFile(spec)]).RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        using var stream = new MemoryStream();
        var result = output.Emit(stream);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return MetadataReference.CreateFromImage(stream.ToArray());
    });

    public static TheoryData<int, string> Blocks()
    {
        var text = File.ReadAllText(Repository.PathOf("docs", "weights.md")).ReplaceLineEndings("\n");
        var data = new TheoryData<int, string>();
        foreach (Match match in Fence().Matches(text))
            data.Add(text.AsSpan(0, match.Index).Count('\n') + 1, match.Groups[1].Value);
        return data;
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Programs_compile(int line, string code)
    {
        var compilation = CSharpCompilation.Create(
            "Guide",
            [CSharpSyntaxTree.ParseText(code)],
            [.. References, Digits.Value],
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        var problems = compilation.GetDiagnostics().Where(problem => problem.Severity > DiagnosticSeverity.Info).ToList();
        Assert.True(problems.Count == 0, $"docs/weights.md({line}):\n{string.Join('\n', problems)}");
    }

    [GeneratedRegex(@"^```csharp\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Fence();

    private sealed class SpecFile(string text) : AdditionalText
    {
        public override string Path => "digits.netspec";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
