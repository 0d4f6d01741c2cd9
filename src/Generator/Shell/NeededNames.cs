using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetSpec.Compiler;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Names;

namespace NetSpec.Generator.Shell;

/// <summary>What the project's code declares that takes a name from emitted code, which names what it needs in full or by aliases of its own.</summary>
internal static class NeededNames
{
    private const string Type = "a type", Runtime = "NetSpec.Runtime";

    /// <param name="compilation">The project's code, without emitted files.</param>
    /// <param name="nets">The full names of nets.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    public static IEnumerable<DeclaredName> In(Compilation compilation, IEnumerable<string> nets, CancellationToken cancellationToken)
    {
        var usings = compilation.SyntaxTrees.SelectMany(tree => GlobalUsings(tree, cancellationToken)).ToList();
        return Types(compilation)
            .Concat(OfAliases(compilation, [.. usings.Select(directive => directive.Alias?.Name.Identifier.ValueText).OfType<string>()]))
            .Concat(OfVar(compilation, nets, usings, cancellationToken));
    }

    /// <summary>Types in place of namespaces, and those that hide one of .NET or of the runtime of the same name.</summary>
    private static IEnumerable<DeclaredName> Types(Compilation compilation)
    {
        foreach (var name in Aliases.Needed.Concat(Aliases.NeededTypes))
        {
            if (compilation.Assembly.GetTypeByMetadataName(name) is not null)
                yield return new(name.Split('`')[0], null, Type, IsNamespace: false);
        }

        if (compilation.SourceModule.ReferencedAssemblySymbols.FirstOrDefault(assembly => assembly.Name == Runtime) is not { } runtime)
            yield break;

        foreach (var name in Aliases.Needed.Where(name => name.StartsWith(Runtime, StringComparison.Ordinal)))
        {
            var own = name.Split('.').Aggregate(
                (INamespaceSymbol?)compilation.Assembly.GlobalNamespace,
                (space, part) => space?.GetNamespaceMembers().FirstOrDefault(inner => inner.Name == part));
            if (own is null)
                continue;

            foreach (var type in own.GetTypeMembers())
            {
                if (runtime.GetTypeByMetadataName($"{name}.{type.MetadataName}") is not null)
                    yield return new($"{name}.{type.Name}", null, Type, IsNamespace: false);
            }
        }
    }

    private static IEnumerable<DeclaredName> OfAliases(Compilation compilation, HashSet<string> aliases)
    {
        foreach (var alias in Aliases.Reserved)
        {
            if (compilation.GlobalNamespace.GetMembers(alias).Any())
                yield return new(alias, null, "a type or namespace", IsNamespace: false);
            else if (aliases.Contains(alias))
                yield return new(alias, null, "an alias", IsNamespace: false);
        }

        if (aliases.Contains(Aliases.Var))
            yield return new(Aliases.Var, null, "an alias", IsNamespace: false);
    }

    /// <summary>Types called <c>var</c> that are found from within the class of a net: around it, in it, or by a global using.</summary>
    private static IEnumerable<DeclaredName> OfVar(
        Compilation compilation, IEnumerable<string> nets, List<UsingDirectiveSyntax> usings, CancellationToken cancellationToken)
    {
        if (!compilation.ContainsSymbolsWithName(Aliases.Var, SymbolFilter.Type, cancellationToken))
            return [];

        var opened = usings.Select(directive => directive.Name?.ToString().Replace("global::", "")).OfType<string>();
        HashSet<string> near = [.. nets, .. nets.SelectMany(NameClashes.Around), .. opened];
        return compilation.GetSymbolsWithName(Aliases.Var, SymbolFilter.Type, cancellationToken)
            .OfType<INamedTypeSymbol>()
            .Where(type => type.Arity == 0 && IsNear(type.ContainingSymbol))
            .Select(type => new DeclaredName(type.ToDisplayString(), null, Type, IsNamespace: false));

        bool IsNear(ISymbol around) => around is INamespaceSymbol { IsGlobalNamespace: true } || near.Contains(around.ToDisplayString());
    }

    private static IEnumerable<UsingDirectiveSyntax> GlobalUsings(SyntaxTree tree, CancellationToken cancellationToken) =>
        ((CompilationUnitSyntax)tree.GetRoot(cancellationToken)).Usings.Where(directive => directive.GlobalKeyword.RawKind != 0);
}
