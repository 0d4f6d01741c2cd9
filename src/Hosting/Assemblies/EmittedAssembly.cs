using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetSpec.Runtime;

namespace NetSpec.Hosting.Assemblies;

/// <summary>Emitted C# through the C# compiler.</summary>
internal static class EmittedAssembly
{
    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.CSharp9, DocumentationMode.None);

    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary,
        nullableContextOptions: NullableContextOptions.Enable,
        optimizationLevel: OptimizationLevel.Release,
        deterministic: true);

    /// <summary>The bytes of an assembly.</summary>
    /// <param name="sources">Its files.</param>
    /// <param name="cancellationToken">Cancels the compilation.</param>
    /// <exception cref="InvalidOperationException">The C# compiler refused what ours emitted, which is a fault of ours.</exception>
    public static byte[] Compile(IReadOnlyList<string> sources, CancellationToken cancellationToken)
    {
        var trees = sources.AsParallel().AsOrdered().WithCancellation(cancellationToken)
            .Select(source => CSharpSyntaxTree.ParseText(source, Parsing, cancellationToken: cancellationToken)).ToArray();
        using var stream = new MemoryStream();
        var result = CSharpCompilation.Create("NetSpec.Hosted", trees, References(), Options).Emit(stream, cancellationToken: cancellationToken);
        if (!result.Success)
        {
            var error = result.Diagnostics.First(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
            throw new InvalidOperationException($"The emitted C# does not compile: {error}");
        }

        return stream.ToArray();
    }

    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Append(typeof(Model).Assembly.Location)
            .Append(typeof(HostedNet).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path));
}
