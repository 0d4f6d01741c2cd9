using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetSpec.Compiler;
using NetSpec.Compiler.Names;
using NetSpec.Dsl;

namespace NetSpec.Generator.Shell;

/// <summary>
/// Reduces a compilation to what it declares under the names of nets and of the namespaces around them: mostly nothing, so that
/// an edit of code leaves all that depends on it.
/// </summary>
public static class DeclaredNames
{
    private const string Runtime = "NetSpec.Runtime";

    /// <summary>Looks the names up.</summary>
    /// <param name="compilation">The project's code, without emitted files.</param>
    /// <param name="nets">The full names of nets.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    public static EquatableArray<DeclaredName> Of(Compilation compilation, IEnumerable<string> nets, CancellationToken cancellationToken)
    {
        var found = new SortedDictionary<string, DeclaredName>(StringComparer.Ordinal);

        // No other assemblies have classes of nets.
        var assemblies = compilation.SourceModule.ReferencedAssemblySymbols
            .Where(assembly => assembly.Modules.Any(module => module.ReferencedAssemblies.Any(reference => reference.Name == Runtime)))
            .ToList();
        foreach (var net in nets)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var twin = assemblies
                .Select(other => other.GetTypeByMetadataName(net))
                .FirstOrDefault(type => type is not null && compilation.IsSymbolAccessibleWithin(type, compilation.Assembly));
            if ((Find(compilation, net) ?? (twin is null ? null : new(net, null, null, IsNamespace: false))) is { } declared)
            {
                found[net] = declared with
                {
                    Assembly = twin?.ContainingAssembly.Name,
                    IsOfFriend = twin is { DeclaredAccessibility: not Accessibility.Public },
                };
            }
        }

        foreach (var around in nets.SelectMany(NameClashes.Around).Distinct().Where(name => !found.ContainsKey(name)))
        {
            if (compilation.Assembly.GetTypeByMetadataName(around) is not null)
            {
                found[around] = new(around, null, "a type", IsNamespace: false);
            }
        }

        foreach (var needed in nets.Any() ? NeededNames.In(compilation, nets, cancellationToken) : [])
        {
            found[needed.FullName] = needed;
        }

        return found.Values.ToEquatableArray();
    }

    private static DeclaredName? Find(Compilation compilation, string name)
    {
        if (HasNamespace(compilation.GlobalNamespace, name))
        {
            return new(name, null, "a namespace", IsNamespace: true);
        }

        return compilation.Assembly.GetTypeByMetadataName(name) is { } type 
            ? new(name, AccessOf(type), ObstacleOf(type), IsNamespace: false) { Members = MembersOf(type) }
            : null;
    }

    private static bool HasNamespace(INamespaceSymbol root, string name)
    {
        var space = root;
        foreach (var part in name.Split('.'))
        {
            if (space.GetMembers(part).OfType<INamespaceSymbol>().FirstOrDefault() is not { } inner)
            {
                return false;
            }

            space = inner;
        }

        return true;
    }

    /// <summary>The one accessibility that the parts of a class state: two would be the compiler's to report.</summary>
    private static string? AccessOf(INamedTypeSymbol type) =>
        Modifiers(type)
            .SelectMany(modifiers => modifiers)
            .FirstOrDefault(modifier => modifier.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword) is { RawKind: not 0 } stated
            ? stated.ValueText
            : null;

    private static string? ObstacleOf(INamedTypeSymbol type) => type switch
    {
        { IsRecord: true } => "a record",
        { TypeKind: TypeKind.Struct } => "a struct",
        { TypeKind: TypeKind.Interface } => "an interface",
        { TypeKind: TypeKind.Enum } => "an enum",
        { TypeKind: TypeKind.Delegate } => "a delegate",
        { TypeKind: not TypeKind.Class } => "a type of another kind",
        { IsStatic: true } => "a static class",
        { IsAbstract: true } => "an abstract class",
        { BaseType: { SpecialType: not SpecialType.System_Object, TypeKind: not TypeKind.Error } parent }
            when parent.ToDisplayString() != "NetSpec.Runtime.Model" =>
            $"derived from {parent.ToDisplayString()}",
        _ when Parts(type).Any(part => part.ParameterList is not null) => "a class with a primary constructor",
        _ when Modifiers(type).Any(modifiers => !modifiers.Any(SyntaxKind.PartialKeyword)) => "a class that is not partial",
        _ => null,
    };

    private static IEnumerable<TypeDeclarationSyntax> Parts(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).OfType<TypeDeclarationSyntax>();

    private static EquatableArray<string> MembersOf(INamedTypeSymbol type) =>
        Parts(type).SelectMany(MemberKeys.Of).Distinct().OrderBy(member => member, StringComparer.Ordinal).ToEquatableArray();

    private static IEnumerable<SyntaxTokenList> Modifiers(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).Select(syntax => (syntax as BaseTypeDeclarationSyntax)?.Modifiers ?? default);
}
