using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Generator.Tests.Emit;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Generator.Tests.Shell;

/// <summary>
/// Emitted files compile without a warning beside code that gives every identifier in them another meaning: as an alias and
/// as a type of the whole project, as a type and as a namespace around the nets, as a type and as a method of a global using.
/// Left to C# are its own words, and left to the nets are their names and the outermost namespaces.
/// </summary>
public sealed class HostileConsumerTests
{
    private static readonly (string Path, string Text)[] Specs =
    [
        .. new[] { "features/names", "features/dense", "features/pools", "features/conv_transpose", "features/neurons", "features/panels", "features/joins" }
            .Select(name => Repository.PathOf("tests", "Corpus", name + ".netspec"))
            .Append(Repository.PathOf("tests", "GpuModels", "nets.netspec"))
            .Select(path => (path, File.ReadAllText(path))),
    ];

    private static readonly Lazy<(string[] Identifiers, string[] Types)> Emitted = new(Harvest);

    /// <summary>What has the meaning of a type in all of C#, or of an operator, until somebody declares it.</summary>
    private static bool IsWordOfCSharp(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None || name is "dynamic" or "nint" or "nuint" or "_";

    private static IEnumerable<string> Identifiers => Emitted.Value.Identifiers.Where(name => !IsWordOfCSharp(name));

    [Fact]
    public void Global_aliases_do_not_get_into_emitted_files() =>
        Compiles(string.Concat(Identifiers.Except(Aliases.Reserved).Except(Roots).Select(name => $"global using {name} = global::System.Text.StringBuilder;\n")));

    [Fact]
    public void Types_of_the_global_namespace_do_not_get_into_emitted_files() =>
        Compiles(Types(Identifiers.Except(Aliases.Reserved).Except(Roots)));

    [Fact]
    public void Types_beside_the_nets_do_not_get_into_emitted_files() => Compiles(
        "namespace Corpus.Features\n{\n" + Types(Identifiers.Except(Emitted.Value.Types)) + "}\n",
        "namespace GpuModels\n{\n" + Types(Identifiers.Except(Emitted.Value.Types)) + "}\n");

    [Fact]
    public void Namespaces_beside_the_nets_do_not_get_into_emitted_files() => Compiles(
        Identifiers.Except(Emitted.Value.Types).SelectMany(name => new[] { "Corpus.Features.", "GpuModels.", "Corpus." }.Select(outer => $"namespace {outer}{name} {{ internal class Math {{ }} }}\n"))
            .Where(text => !text.Contains("Corpus.Features {", StringComparison.Ordinal)).ToArray());

    [Fact]
    public void Global_usings_do_not_get_into_emitted_files() => Compiles(
        "global using Hostile.Types;\nglobal using static Hostile.Methods;\n",
        "namespace Hostile.Types\n{\n" + Types(Identifiers) + "}\n",
        "namespace Hostile\n{\n    internal static class Methods\n    {\n"
            + string.Concat(Identifiers.Except(["Methods", "Equals", "ReferenceEquals", "nameof"]).Select(name => $"        public static void {name}(object a) {{ }}\n")) + "    }\n}\n");

    private static string[] Roots => ["System", "Microsoft", "NetSpec", "ILGPU", "Corpus", "GpuModels"];

    private static string Types(IEnumerable<string> names) => string.Concat(names.Select(name => $"internal class {name} {{ }}\n"));

    private static void Compiles(params string[] code)
    {
        var run = Run(code);

        Assert.Null(run.Exception);
        Assert.Equal("", string.Join("\n", run.Problems.Concat(run.Output.GetDiagnostics())
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error || (diagnostic.Severity > DiagnosticSeverity.Hidden && IsEmitted(diagnostic)))
            .Take(20)));

        static bool IsEmitted(Diagnostic diagnostic) => diagnostic.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) ?? false;
    }

    private static GeneratorRun Run(params string[] code)
    {
        var project = new TestProject(Compilations.Parsing.WithLanguageVersion(LanguageVersion.Latest), Specs);
        project.ReferenceIlgpu();
        foreach (var text in code)
        {
            project.AddCode(text);
        }

        return project.Run();
    }

    /// <summary>Every identifier of emitted files, and the types that they declare in namespaces.</summary>
    private static (string[] Identifiers, string[] Types) Harvest()
    {
        var roots = Run().Sources.Values.Select(source => CSharpSyntaxTree.ParseText(source, Compilations.Parsing).GetRoot()).ToList();
        var identifiers = roots.SelectMany(root => root.DescendantTokens()).Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText);
        var types = roots.SelectMany(root => root.DescendantNodes())
            .OfType<BaseTypeDeclarationSyntax>()
            .Where(type => type.Parent is NamespaceDeclarationSyntax)
            .Select(type => type.Identifier.ValueText);
        return ([.. identifiers.Distinct().Order(StringComparer.Ordinal)], [.. types.Distinct()]);
    }
}
