using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NetSpec.Generator.Shell;

/// <summary>
/// The members of a part of a class as texts, of which two parts can share none: names, and of methods and constructors, which may
/// share a name, the types of their parameters too. Types are told by their last names, as they are written.
/// </summary>
internal static class MemberKeys
{
    /// <summary>What stands before the name of a member that whoever makes an object has to set.</summary>
    public const string Required = "required ";

    public static IEnumerable<string> Of(TypeDeclarationSyntax part) => part.Members.SelectMany(member => Of(member).Concat(RequiredOf(member)));

    /// <summary>The name in a key.</summary>
    public static string NameIn(string key) => key.IndexOf('(') is > 0 and var end ? key.Substring(0, end) : key;

    private static IEnumerable<string> Of(MemberDeclarationSyntax member) => member switch
    {
        BaseFieldDeclarationSyntax fields => fields.Declaration.Variables.Select(variable => variable.Identifier.ValueText),
        PropertyDeclarationSyntax { ExplicitInterfaceSpecifier: null } property => [property.Identifier.ValueText],
        EventDeclarationSyntax { ExplicitInterfaceSpecifier: null } happening => [happening.Identifier.ValueText],
        MethodDeclarationSyntax { ExplicitInterfaceSpecifier: null } method => [Arity(method.Identifier, method.TypeParameterList) + Of(method.ParameterList)],
        ConstructorDeclarationSyntax constructor =>
            [(constructor.Modifiers.Any(modifier => modifier.ValueText == "static") ? ".cctor" : ".ctor") + Of(constructor.ParameterList)],
        TypeDeclarationSyntax type => [Arity(type.Identifier, type.TypeParameterList)],
        BaseTypeDeclarationSyntax type => [type.Identifier.ValueText],
        DelegateDeclarationSyntax type => [Arity(type.Identifier, type.TypeParameterList)],
        _ => [],
    };

    private static IEnumerable<string> RequiredOf(MemberDeclarationSyntax member) => member.Modifiers.Any(modifier => modifier.ValueText == "required")
        ? Of(member).Select(name => Required + name)
        : [];

    private static string Arity(SyntaxToken name, TypeParameterListSyntax? parameters) =>
        parameters is null ? name.ValueText : $"{name.ValueText}`{parameters.Parameters.Count}";

    private static string Of(ParameterListSyntax parameters) => $"({string.Join(",", parameters.Parameters.Select(Of))})";

    private static string Of(ParameterSyntax parameter) =>
        (parameter.Modifiers.Any(modifier => modifier.ValueText is "ref" or "in" or "out") ? "ref " : "") + Of(parameter.Type);

    private static string Of(TypeSyntax? type) => type switch
    {
        QualifiedNameSyntax name => Of(name.Right),
        AliasQualifiedNameSyntax name => Of(name.Name),
        NullableTypeSyntax nullable => Of(nullable.ElementType),
        GenericNameSyntax generic => $"{generic.Identifier.ValueText}<{string.Join(",", generic.TypeArgumentList.Arguments.Select(Of))}>",
        ArrayTypeSyntax array => Of(array.ElementType) + "[]",
        null => "",
        _ => type.ToString(),
    };
}
