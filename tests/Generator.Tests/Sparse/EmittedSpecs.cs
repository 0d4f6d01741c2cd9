using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetSpec.Generator.Tests.Emit;
using NetSpec.Generator.Tests.Shell;
using Xunit;

namespace NetSpec.Generator.Tests.Sparse;

/// <summary>
/// Many specs through the generator and the compiler at once. Unlike those of a <see cref="TestProject"/> the steps are not
/// tracked: Roslyn walks from every output to all that it was made of, which for a thousand files takes most of a minute.
/// </summary>
internal static class EmittedSpecs
{
    /// <summary>The assembly of the emitted classes.</summary>
    public static Assembly Load(string name, IEnumerable<(string Path, string Text)> specs)
    {
        Compilation compilation = Compilations.Create("internal static class Anchor { }");
        CSharpGeneratorDriver
            .Create([new NetSpecGenerator().AsSourceGenerator()], specs.Select(spec => new SpecFile(spec.Path, spec.Text)), (CSharpParseOptions)compilation.SyntaxTrees.First().Options, new ProjectOptions())
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out var problems);
        using var stream = new MemoryStream();
        var result = output.Emit(stream);
        Assert.True(result.Success, string.Join("\n", problems.Concat(result.Diagnostics).Where(problem => problem.Severity == DiagnosticSeverity.Error).Take(20)));
        stream.Position = 0;
        return new AssemblyLoadContext(name).LoadFromStream(stream);
    }
}
