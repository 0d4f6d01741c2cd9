using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Generator.Tests.Shell;

/// <summary>
/// The class of a net with an error has every public member that it has without: code that uses all members of a spec's
/// classes compiles beside the same spec with an error in each of its nets.
/// </summary>
public sealed partial class ShellMemberTests
{
    public static TheoryData<string> Files =>
    [
        .. Directory.GetFiles(Repository.PathOf("tests", "Corpus"), "*.netspec", SearchOption.AllDirectories)
            .Append(Repository.PathOf("tests", "GpuModels", "nets.netspec"))
            .Select(file => Path.GetRelativePath(Repository.PathOf("tests"), file).Replace('\\', '/'))
            .Where(file => !file.Contains("/bad/", StringComparison.Ordinal) && !file.Contains("/dags/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Append("Corpus/dags/kpool_weighted_biased_1.netspec"),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void Code_that_uses_every_member_compiles_beside_an_error(string file)
    {
        var spec = File.ReadAllText(Repository.PathOf("tests", file));
        var whole = Project(spec).Run();
        Assert.DoesNotContain(whole.Problems, problem => problem.Severity == DiagnosticSeverity.Error);
        var nets = whole.Sources.Keys.Where(name => name.EndsWith(".Model.g.cs", StringComparison.Ordinal)).Select(name => name[..^".Model.g.cs".Length]).ToList();
        var code = new UserCode();
        foreach (var net in nets)
        {
            code.UseAll(whole.Output.GetTypeByMetadataName(net)!);
        }

        HasNone(Project(spec, code.ToString()).Run());

        // An unknown name at the end of each net, a shape that cannot be read at its beginning, a pass that is misspelt.
        foreach (var broken in new[] { EndOfNet().Replace(spec, "$1    broken_by_the_test = nowhere\n}"), Input().Replace(spec, "$1 : (1$2"), Antecedent().Replace(spec, "$1 = nowhere, "), Pass().Replace(spec, "$1s") })
        {
            // How many factors a chain has may depend on the width that nobody can tell.
            if (broken == spec || (broken.Contains(": (1\n", StringComparison.Ordinal) && Chain().IsMatch(spec)))
                continue;

            var run = Project(broken, code.ToString()).Run();
            Assert.Null(run.Exception);
            Assert.Contains(run.Problems, problem => problem.Severity == DiagnosticSeverity.Error);
            HasNone(run);
        }
    }

    [Theory]
    [InlineData("linear(2)", "lin(2)")]
    [InlineData("linear(2)", "Dense(2)")]
    [InlineData("linear(2)", "swizzle(2)")]
    [InlineData("linear(2)", "linear(2")]
    [InlineData("linear(2)", "\"linear\"(2)")]
    [InlineData("linear(2)", "linear[2]")]
    [InlineData("linear(2)", "linear(c)")]
    [InlineData("as fc", "as fc.")]
    [InlineData("as fc", "sa fc")]
    [InlineData("net B", "net B(c)")]
    [InlineData("net B", "net \"B\"")]
    [InlineData("namespace Demo", "namespace Demo;")]
    [InlineData("output y =", "output y")]
    [InlineData("v : relu", "v relu")]
    [InlineData("v : relu", "v")]
    public void Tensors_are_known_behind_a_slip(string right, string wrong)
    {
        var spec = "namespace Demo\n\nneurons cell {\n    input a, b\n    v : relu = a, b + bias\n    output o = v\n}\n\n"
            + "net B {\n    input x : 4\n    output y = x -> linear(2) as fc -> cell as last\n}\n";
        const string Program = """
            using Demo;

            internal static class Program
            {
                public static object[] Tensors() => new object[] { B.Tensors.FcWeight, B.Tensors.FcBias, B.Tensors.LastVWeight, B.Tensors.LastVBias, B.Tensors.LastOWeight };

                public static void Run(B net) => net.Forward(x: new float[B.XSize], y: new float[B.YSize]);
            }
            """;
        HasNone(Project(spec, Program).Run());

        var run = Project(spec.Replace(right, wrong, StringComparison.Ordinal), Program).Run();

        Assert.Single(run.Problems, problem => problem.Severity == DiagnosticSeverity.Error);
        HasNone(run);
    }

    [Fact]
    public void A_class_without_the_pass_has_no_member_of_it()
    {
        var project = new TestProject(("broken.netspec", Specs.Broken));
        project.AddCode("namespace Demo { partial class Broken { internal static int Depth => 3; internal class Gpu { } } }");

        HasNone(project.Run());
    }

    private static TestProject Project(string spec, params string[] code)
    {
        var project = new TestProject(("spec.netspec", spec));
        project.ReferenceIlgpu();
        foreach (var text in code)
        {
            project.AddCode(text);
        }

        return project;
    }

    private static void HasNone(GeneratorRun run)
    {
        var found = run.Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden).ToList();
        Assert.True(found.Count == 0, string.Join("\n", found.Take(10)));
    }

    [GeneratedRegex(@"(?<=\n +emit [^\n]*)\b(pathnorm|phicost|lifting|gpu)\b")]
    private static partial Regex Pass();

    [GeneratedRegex(@"(\nnet [^\n]*\{\n(?:(?!\}|    neurons)[^\n]*\n)*)\}", RegexOptions.CultureInvariant)]
    private static partial Regex EndOfNet();

    [GeneratedRegex(@"\b(butterfly|kaleidoscope|monarch|lowrank|dense)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Chain();

    [GeneratedRegex(@"(\n    input \w+) *:[^\n]*?( int)?(?=\n)", RegexOptions.CultureInvariant)]
    private static partial Regex Input();

    [GeneratedRegex(@"(\n +output [a-z]\w*) = (?=\w+[*,\n])", RegexOptions.CultureInvariant)]
    private static partial Regex Antecedent();

    /// <summary>Statements that use members as their declarations say: values with their types, arguments by name.</summary>
    private sealed class UserCode
    {
        private static readonly SymbolDisplayFormat Names = SymbolDisplayFormat.FullyQualifiedFormat
            .WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers | SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

        private readonly StringBuilder _lines = new();
        private int _count;

        public void UseAll(INamedTypeSymbol type)
        {
            _lines.Append(CultureInfo.InvariantCulture, $"static void Use{++_count}({(type.IsStatic ? "" : Name(type) + " it")})\n{{\n");
            foreach (var member in type.GetMembers().Where(member => member.DeclaredAccessibility == Accessibility.Public && !member.IsImplicitlyDeclared))
            {
                Use(member, member.IsStatic ? Name(type) : "it");
            }

            _lines.AppendLine("}");
            foreach (var nested in type.GetTypeMembers().Where(member => member.DeclaredAccessibility == Accessibility.Public))
            {
                UseAll(nested);
            }
        }

        public override string ToString() => "#nullable enable\ninternal static class UserOfEveryMember\n{\n" + _lines + "}\n";

        private void Use(ISymbol member, string from)
        {
            switch (member)
            {
                case IFieldSymbol field:
                    _lines.AppendLine(CultureInfo.InvariantCulture, $"    {{ {Name(field.Type)} value = {from}.{Escaped(field.Name)}; {(field.IsConst ? $"const {Name(field.Type)} constant = {from}.{Escaped(field.Name)}; System.GC.KeepAlive(constant); " : "")}System.GC.KeepAlive(value); }}");
                    break;
                case IPropertySymbol property:
                    _lines.AppendLine($"    {{ {Name(property.Type)} value = {from}.{Escaped(property.Name)}; System.GC.KeepAlive(value); }}");
                    break;
                case IMethodSymbol { MethodKind: MethodKind.Constructor } constructor:
                    _lines.AppendLine($"    new {Name(constructor.ContainingType)}({Arguments(constructor)});");
                    break;
                case IMethodSymbol { MethodKind: MethodKind.Ordinary } method:
                    _lines.AppendLine($"    {from}.{Escaped(method.Name)}({Arguments(method)});");
                    break;
            }
        }

        private static string Arguments(IMethodSymbol method) => string.Join(", ", method.Parameters.Select(parameter => $"{Escaped(parameter.Name)}: default({Name(parameter.Type)})!"));

        private static string Name(ITypeSymbol type) => type.ToDisplayString(Names);

        private static string Escaped(string name) => "@" + name;
    }
}
