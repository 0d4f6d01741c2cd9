using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Names;
using NetSpec.Compiler.Outputs;
using NetSpec.Compiler.Stages;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Problems;

namespace NetSpec.Generator.Shell;

/// <summary>
/// Members that both the project's part of a net's class and the emitted part have. Which those are the emitted text says itself:
/// it is printed and read again for the few nets whose class has a part with members.
/// </summary>
internal static class MemberClashes
{
    /// <summary>The type as it can be emitted beside the project's part of its class.</summary>
    /// <param name="type">The type.</param>
    /// <param name="names">The names of all files.</param>
    /// <param name="hasIlgpu">Whether the project references ILGPU.</param>
    public static PlannedType Beside(PlannedType type, NameTable names, bool hasIlgpu)
    {
        if (names.Parts.FirstOrDefault(part => part.FullName == type.Name.FullName) is not { } part)
        {
            return type;
        }

        var emitted = Texts(type, names, hasIlgpu).SelectMany(text => KeysIn(text, type.Shell.Name)).ToList();
        var (keys, emittedNames) = (
            new HashSet<string>(emitted, StringComparer.Ordinal), new HashSet<string>(emitted.Select(MemberKeys.NameIn), StringComparer.Ordinal));
        var both = part.Members
            .Where(member => member.IndexOf('(') < 0
                ? emittedNames.Contains(member) || PortNames.OfModel.Contains(member)
                : keys.Contains(member) || keys.Contains(MemberKeys.NameIn(member)))
            .ToList();
        if (both.Count > 0)
            return StandIn(type, both);

        return part.Members.FirstOrDefault(member => member.StartsWith(MemberKeys.Required, StringComparison.Ordinal)) is { } required
            ? Refused(
                type,
                type.Shell,
                $"the project's part of '{type.Name.FullName}' requires that '{required.Substring(MemberKeys.Required.Length)}' is set where an object is "
                    + "made, which Load does not; remove 'required' there")
            : type;
    }

    private static PlannedType StandIn(PlannedType type, List<string> both)
    {
        var shell = type.Shell with { DeclaredMembers = both.Concat(both.Select(MemberKeys.NameIn)).Distinct().ToEquatableArray() };
        var first = both[0].StartsWith(".ctor", StringComparison.Ordinal)
            ? $"the constructor '{type.Shell.Name}{both[0].Substring(".ctor".Length)}'"
            : $"'{both[0]}'";
        var more = both.Count == 1
            ? ""
            : $" and {(both.Count - 1).ToString(System.Globalization.CultureInfo.InvariantCulture)} more that the net's class has too; rename them there";
        var message = $"the project's part of '{type.Name.FullName}' declares "
            + $"{first}{(more.Length > 0 ? more : ", which the net's class has too; rename it there")}";

        return Refused(type, shell, message);
    }

    /// <summary>A net with an error of its own has been refused for that.</summary>
    private static PlannedType Refused(PlannedType type, NetShell shell, string message) =>
        new(type.Name, null, shell, type.Plan is null ? type.Problem : new(type.Name, ProblemCode.MemberOfProject, message), null);

    /// <summary>The files that hold parts of the class.</summary>
    private static IEnumerable<string> Texts(PlannedType type, NameTable names, bool hasIlgpu)
    {
        Printed?[] printed =
        [
            ModelSource.Of(type, names)?.Print(),
            PathSource.Of(type, names)?.Print(),
            DecoderSource.Of(type, names)?.Print(),
            GpuSource.Of(type, names, hasIlgpu)?.Print(),
            GpuShell.Of(type, names, hasIlgpu)?.Print(),
        ];
        return printed.OfType<Printed>().SelectMany(files => files.Files).Select(file => file.Text);
    }

    private static IEnumerable<string> KeysIn(string text, string name) => CSharpSyntaxTree.ParseText(text).GetRoot()
        .DescendantNodes(node => node is CompilationUnitSyntax or NamespaceDeclarationSyntax)
        .OfType<ClassDeclarationSyntax>()
        .Where(type => type.Identifier.ValueText == name)
        .SelectMany(MemberKeys.Of);
}
