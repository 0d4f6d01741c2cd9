using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetSpec.Generator.Tests.Emit;

namespace NetSpec.Generator.Tests.Shell;

/// <summary>Names that a spec can have and that C# or emitted code has another use for.</summary>
internal static partial class HostileNames
{
    private const string Everything = """
        namespace Demo

        neurons cell {
            input a, b
            h : relu = a, b + bias
            p : pool(2) = a, b, h
            output y = h, p*1
        }

        net All {
            input x : 4
            input z : 4
            h = x + z -> linear(4) as fc -> bn as norm -> relu -> ks(2, 2, 2, 1) as mix
            output y = h -> linear(2) as head
            output w = h
            emit forward, phicost, lifting, gpu, gpu_half
        }

        net Map {
            input image : 3x6x6
            output y = image -> conv(4, 3x3) -> relu -> maxpool(2x2) -> avgpool(global) -> linear(2) -> cell
            emit forward, phicost
        }

        """;

    /// <summary>Words of C#, old and new, those among them that only a few places know, and the undocumented ones.</summary>
    public static IReadOnlyList<string> WordsOfCSharp { get; } =
    [
        .. SyntaxFacts.GetKeywordKinds().Select(SyntaxFacts.GetText).Where(word => Name().IsMatch(word)).Distinct(),
        .. "dynamic nint nuint _ allows extension union closed value async await record required scoped file field managed unmanaged notnull nameof".Split(' '),
    ];

    /// <summary>Every identifier of the files that are emitted for nets with all passes, and the getters of their properties.</summary>
    public static IReadOnlyList<string> Emitted { get; } = Harvest();

    /// <summary>All of them, each once.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. WordsOfCSharp.Concat(Emitted).Concat(["Main", "Program", "System", "Microsoft", "Object", "op_Addition", "get_Item", "value__", "__a", "A", "a"]).Distinct().Order(StringComparer.Ordinal),
    ];

    private static string[] Harvest()
    {
        var project = new TestProject(("all.netspec", Everything));
        project.ReferenceIlgpu();
        var own = project.Run().Sources.Where(source => source.Key.StartsWith("Demo.", StringComparison.Ordinal)).Select(source => source.Value);
        var names = own.SelectMany(source => CSharpSyntaxTree.ParseText(source, Compilations.Parsing).GetRoot().DescendantTokens())
            .Where(token => token.IsKind(SyntaxKind.IdentifierToken))
            .Select(token => token.ValueText)
            .Where(name => Name().IsMatch(name))
            .Distinct()
            .ToList();
        return [.. names, .. typeof(Runtime.Model).GetMembers((System.Reflection.BindingFlags)(-1)).Select(member => member.Name).Where(name => Name().IsMatch(name)), .. names.Where(name => char.IsUpper(name[0])).Select(name => "get_" + name)];
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
