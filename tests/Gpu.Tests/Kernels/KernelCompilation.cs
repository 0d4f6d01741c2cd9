using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using ILGPU;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Tests.Support;

namespace NetSpec.Gpu.Tests.Kernels;

/// <summary>
/// Emitted kernels through the compiler, with the fixed files that they use, against the ILGPU that the tests run on. At the lowest
/// language version, with every warning an error. Not optimised: a kernel runs a few times, and the just-in-time compiler would
/// take longer over it than the kernel over its tiny batch.
/// </summary>
internal static class KernelCompilation
{
    // The real package compiles kernels into an assembly of this name, which must see them.
    private const string RuntimeAssembly = "ILGPURuntime";

    private const string Visible = $"[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"{RuntimeAssembly}\")]";

    /// <summary>What kernels need beside themselves.</summary>
    private static readonly string[] Templates = ["FactorKernel", "FactorTiles", "FactorIndex", "FactorMath", "Float4", "Half4"];

    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.CSharp9);

    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary,
        warningLevel: 9999,
        generalDiagnosticOption: ReportDiagnostic.Error,
        nullableContextOptions: NullableContextOptions.Enable,
        optimizationLevel: Microsoft.CodeAnalysis.OptimizationLevel.Debug);

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Append(typeof(Context).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>The assembly of the kernels.</summary>
    public static Assembly Load(string name, IEnumerable<string> kernels)
    {
        var sources = Templates.Select(template => File.ReadAllText(Repository.PathOf("src", "Compiler", "Templates", "Gpu", template + ".cs"))).Concat([Visible, EmbeddedTypes.File, .. kernels]);
        var compilation = CSharpCompilation.Create(name, sources.AsParallel().AsOrdered().Select(source => CSharpSyntaxTree.ParseText(source, Parsing)), References, Options);
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        if (!result.Success)
            throw new InvalidOperationException(string.Join("\n", result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(20)));
        stream.Position = 0;
        return new AssemblyLoadContext(name).LoadFromStream(stream);
    }
}
