using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetSpec.Compiler.Emit.Gpu;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning.Gpu;

namespace NetSpec.Gpu.Bench.Kernels;

/// <summary>Emits the kernels of some factors and compiles them.</summary>
internal static class KernelAssembly
{
    private const string Name = "NetSpec.Gpu.Kernels";

    private const string Visible = "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"ILGPURuntime\")]";

    /// <summary>The source text of a factor's kernels.</summary>
    public static string Source(FactorKernelKey key) => FactorKernelFile.Emit(KernelPlanner.Plan(key, null));

    /// <summary>The assembly of the kernels, in memory.</summary>
    public static Assembly Load(IReadOnlyCollection<FactorKernelKey> keys)
    {
        using var image = new MemoryStream();
        Write(keys, image);
        image.Position = 0;
        return new AssemblyLoadContext(Name, isCollectible: false).LoadFromStream(image);
    }

    /// <summary>Writes the assembly of the kernels.</summary>
    /// <exception cref="InvalidOperationException">What was emitted does not compile.</exception>
    public static void Write(IReadOnlyCollection<FactorKernelKey> keys, Stream image)
    {
        var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp9);
        var trees = keys.Select(key => CSharpSyntaxTree.ParseText(Source(key), options)).Concat(new[] { Visible, EmbeddedTypes.File }.Select(text => CSharpSyntaxTree.ParseText(text, options)));
        var compilation = CSharpCompilation.Create(
            Name,
            trees,
            References(),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        var result = compilation.Emit(image);
        if (!result.Success)
            throw new InvalidOperationException("Emitted kernels do not compile: " + string.Join(Environment.NewLine, result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(10)));
    }

    private static IEnumerable<MetadataReference> References()
    {
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var own = (string[])[typeof(object).Assembly.Location, typeof(KernelAssembly).Assembly.Location, typeof(ILGPU.Context).Assembly.Location];
        return own.Append(Path.Combine(runtime, "System.Runtime.dll")).Select(path => MetadataReference.CreateFromFile(path));
    }
}
