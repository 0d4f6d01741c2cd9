using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetSpec.Tests.Support;

namespace NetSpec.Generator.Tests.Shell;

/// <summary>Which types the code of a project names in which of its folders: constants too, which leave no trace in an assembly. Comments do not count.</summary>
internal static class Arrows
{
    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>Each type of the project that a file of another namespace names.</summary>
    public static IReadOnlyList<Arrow> Of(string project)
    {
        var root = Repository.PathOf("src", project);
        var trees = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(path => Path.GetRelativePath(root, path).Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj" or "Templates"))
            .Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), new CSharpParseOptions(LanguageVersion.Latest), path))
            .ToList();
        var name = "NetSpec." + project;
        var compilation = CSharpCompilation.Create(
            name,
            trees,
            References.Where(reference => Path.GetFileNameWithoutExtension(reference.Display) != name),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true));
        return [.. trees.SelectMany(tree => In(tree, compilation)).Distinct()];
    }

    private static IEnumerable<Arrow> In(SyntaxTree tree, CSharpCompilation compilation)
    {
        var root = tree.GetRoot();
        if (root.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault() is not { } home)
            yield break;

        var model = compilation.GetSemanticModel(tree);
        foreach (var name in home.DescendantNodes().Where(node => node is SimpleNameSyntax or ImplicitObjectCreationExpressionSyntax))
        {
            var symbol = model.GetSymbolInfo(name).Symbol;
            var type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;
            if (type is { ContainingNamespace: var space } && SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly) && space.ToDisplayString() != home.Name.ToString())
                yield return new(home.Name.ToString(), space.ToDisplayString(), Outermost(type).Name, IsValue(Outermost(type)), Path.GetFileName(tree.FilePath));
        }
    }

    private static INamedTypeSymbol Outermost(INamedTypeSymbol type) => type.ContainingType is { } outer ? Outermost(outer) : type;

    /// <summary>Whether a type holds what was decided, and decides nothing: a record or an enum.</summary>
    private static bool IsValue(INamedTypeSymbol type) => type.IsRecord || type.TypeKind is TypeKind.Enum;
}

/// <summary>A type that a file names.</summary>
/// <param name="From">The file's namespace.</param>
/// <param name="To">The type's.</param>
/// <param name="Type">The type.</param>
/// <param name="IsValue">Whether it is a record or an enum.</param>
/// <param name="File">The file.</param>
internal sealed record Arrow(string From, string To, string Type, bool IsValue, string File);
