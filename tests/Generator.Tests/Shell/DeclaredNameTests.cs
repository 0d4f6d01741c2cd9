using System;
using System.Globalization;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetSpec.Generator.Shell;
using NetSpec.Generator.Tests.Emit;
using Xunit;

namespace NetSpec.Generator.Tests.Shell;

/// <summary>What the project declares under the names of nets: its part of the class, or something that has no place beside it.</summary>
public sealed class DeclaredNameTests
{
    private static readonly CSharpParseOptions Latest = Compilations.Parsing.WithLanguageVersion(LanguageVersion.Latest);

    private const string Visibility = "build_metadata.AdditionalFiles.NetSpecVisibility";

    [Theory]
    [InlineData("", null, "public")]
    [InlineData("", "public", "public")]
    [InlineData("", "internal", "internal")]
    [InlineData("", " Internal ", "internal")]
    [InlineData("partial class First { }", null, "public")]
    [InlineData("partial class First { }", "internal", "internal")]
    [InlineData("internal partial class First { }", null, "internal")]
    [InlineData("internal partial class First { }", "public", "internal")]
    [InlineData("public partial class First { }", "internal", "public")]
    [InlineData("partial class First { } internal sealed partial class First : NetSpec.Runtime.Model { }", null, "internal")]
    [InlineData("internal partial class First<T> { }", null, "public")]
    public void A_class_is_as_visible_as_the_project_says(string code, string? option, string expected)
    {
        // With paths, a broken net, and its stand-ins: every file of a class has to agree.
        var project = new TestProject(
            ("first.netspec", Specs.First.Replace("-> relu", "-> relu\n    emit forward, phicost", StringComparison.Ordinal)),
            ("broken.netspec", Specs.Broken));
        project.AddCode($"namespace Demo {{ {code} {code.Replace("First", "Broken", StringComparison.Ordinal)} }}");
        if (option is not null)
        {
            project.SetOptions(new ProjectOptions((Visibility, option)));
        }

        var run = project.Run();

        Assert.Single(run.Problems, problem => problem.Severity == DiagnosticSeverity.Error);
        Assert.Equal("", string.Join("\n", run.Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden)));
        var accessibility = expected == "public" ? Accessibility.Public : Accessibility.Internal;
        Assert.Equal(accessibility, run.Output.GetTypeByMetadataName("Demo.First")!.DeclaredAccessibility);
        Assert.Equal(accessibility, run.Output.GetTypeByMetadataName("Demo.Broken")!.DeclaredAccessibility);
    }

    [Fact]
    public void A_visibility_that_classes_do_not_have_is_one_error_of_the_file()
    {
        var project = new TestProject(("first.netspec", Specs.First));
        project.SetOptions(new ProjectOptions((Visibility, "friend")));

        var run = project.Run();

        var problem = Assert.Single(run.Problems);
        Assert.Equal(("NSPEC3011", "first.netspec"), (problem.Id, problem.Location.GetLineSpan().Path));
        Assert.Contains("NetSpecVisibility is 'friend'; write public or internal", problem.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Empty(run.Output.GetDiagnostics());
    }

    [Theory]
    [InlineData("static class First { }", "is a static class")]
    [InlineData("static partial class First { }", "is a static class")]
    [InlineData("class First { }", "is a class that is not partial")]
    [InlineData("abstract partial class First { }", "is an abstract class")]
    [InlineData("partial class First : System.IO.MemoryStream { }", "is derived from System.IO.MemoryStream")]
    [InlineData("partial struct First { }", "is a struct")]
    [InlineData("partial record First;", "is a record")]
    [InlineData("partial interface First { }", "is an interface")]
    [InlineData("enum First { }", "is an enum")]
    [InlineData("delegate void First();", "is a delegate")]
    public void A_type_that_is_no_part_of_the_class_is_one_error_at_the_net(string code, string expected)
    {
        var project = new TestProject(("first.netspec", Specs.First), ("second.netspec", Specs.Second));
        project.AddCode($"namespace Demo {{ {code} }}");

        var run = project.Run();

        var problem = Assert.Single(run.Problems);
        Assert.Equal("NSPEC3010", problem.Id);
        Assert.Equal("First", Specs.First.Substring(problem.Location.SourceSpan.Start, problem.Location.SourceSpan.Length));
        Assert.Contains("the project's 'Demo.First' " + expected, problem.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal(["Demo.Second.Model.g.cs"], run.Sources.Keys);
        Assert.Empty(run.Output.GetDiagnostics());
    }

    [Fact]
    public void A_part_with_a_primary_constructor_is_one_error_at_the_net()
    {
        var project = new TestProject(Latest, ("first.netspec", Specs.First));
        project.AddCode("namespace Demo { partial class First(int q) { public int Q => q; } }");

        var run = project.Run();

        Assert.Equal("NSPEC3010", Assert.Single(run.Problems).Id);
        Assert.Empty(run.Output.GetDiagnostics());
    }

    [Theory]
    [InlineData("public int XSize => 1;", "'XSize'")]
    [InlineData("public static class Tensors { public static int HeadWeight => 1; }", "'Tensors'")]
    [InlineData("public object? _paths = null;", "'_paths'")]
    [InlineData("public int Head => 1;", "'Head'")]
    [InlineData("public new int Parameters => 1;", "'Parameters'")]
    [InlineData("private static new readonly System.Action CheckBatch = () => { };", "'CheckBatch'")]
    [InlineData("public enum PathTables { A }", "'PathTables'")]
    [InlineData("public delegate void Forward();", "'Forward'")]
    [InlineData("public const int Depth = 1, PathCount = 2;", "'Depth' and 1 more")]
    [InlineData("public static First Load(string path, NetSpec.Runtime.Weights.LoadOptions? options) => throw new System.Exception();", "'Load(string,LoadOptions)'")]
    [InlineData("public First(NetSpec.Runtime.Weights.ParameterStore store) : base(Layout, store, 1, 1) { }", "the constructor 'First(ParameterStore)'")]
    [InlineData("protected override void PackWeights(NetSpec.Runtime.Weights.ParameterStore parameters) { }", "'PackWeights(ParameterStore)'")]
    public void A_member_that_the_net_has_too_is_one_error_at_the_net(string member, string expected)
    {
        var project = new TestProject(("first.netspec", Specs.First.Replace("-> relu", "-> relu\n    emit forward, phicost, gpu", StringComparison.Ordinal)));
        project.ReferenceIlgpu();
        project.AddCode($"#nullable enable\n#pragma warning disable CS1591\nnamespace Demo {{ partial class First {{ {member} }} class User {{ static int Use(First net) => First.YSize + net.GetHashCode(); }} }}");

        var run = project.Run();

        var problem = Assert.Single(run.Problems);
        Assert.Equal("NSPEC3015", problem.Id);
        Assert.Equal("First", Specs.First.Substring(problem.Location.SourceSpan.Start, problem.Location.SourceSpan.Length));
        Assert.Contains($"the project's part of 'Demo.First' declares {expected}", problem.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal("", string.Join("\n", run.Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden)));
    }

    [Theory]
    [InlineData("public static First Load(int seed) => throw new System.Exception();")]
    [InlineData("public float[] Forward(float[] x) => x;")]
    [InlineData("public class Tensors<T> { }")]
    [InlineData("private int Own; public First(int a, int b) : this(new NetSpec.Runtime.Weights.ParameterStore(Layout)) => Own = a + b; ")]
    public void Other_members_stand_beside_those_of_the_net(string member)
    {
        var project = new TestProject(("first.netspec", Specs.First));
        project.AddCode($"#pragma warning disable CS1591\nnamespace Demo {{ partial class First {{ {member} }} }}");

        var run = project.Run();

        Assert.Empty(run.Problems);
        Assert.Empty(run.Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden));
    }

    [Fact]
    public void A_member_that_a_net_with_errors_has_too_adds_no_error()
    {
        var project = new TestProject(("broken.netspec", Specs.Broken));
        project.AddCode("#pragma warning disable CS1591\nnamespace Demo { partial class Broken { public int ImageSize => 1; public class Tensors { } } }");

        var run = project.Run();

        Assert.Equal("NSPEC2001", Assert.Single(run.Problems).Id);
        Assert.Empty(run.Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden));
    }

    [Theory]
    [InlineData("class NetSpec { }", "'NetSpec', a type")]
    [InlineData("namespace NetSpec { class Runtime { } }", "'NetSpec.Runtime', a type")]
    [InlineData("namespace NetSpec { class Patterns { } }", "'NetSpec.Patterns', a type")]
    [InlineData("class NetSpecWeights { }", "'NetSpecWeights', a type or namespace")]
    [InlineData("namespace NetSpecCpu.Mine { class A { } }", "'NetSpecCpu', a type or namespace")]
    [InlineData("global using NetSpecCpu = System.Text.StringBuilder;", "'NetSpecCpu', an alias")]
    [InlineData("class var { }", "'var', a type")]
    [InlineData("namespace Demo { struct var { } }", "'Demo.var', a type")]
    [InlineData("namespace Demo { partial class Chain { class var { } } }", "'Demo.Chain.var', a type")]
    [InlineData("global using Other; namespace Other { class var { } }", "'Other.var', a type")]
    [InlineData("global using static Other; class Other { public class var { } }", "'Other.var', a type")]
    [InlineData("global using var = System.Text.StringBuilder;", "'var', an alias")]
    [InlineData("namespace System { ref struct Span<T> { } }", "'System.Span', a type")]
    [InlineData("namespace System { ref struct ReadOnlySpan<T> { } }", "'System.ReadOnlySpan', a type")]
    [InlineData("namespace System.IO { class Stream { } }", "'System.IO.Stream', a type")]
    [InlineData("namespace NetSpec.Runtime.Weights { class ParameterStore { } }", "'NetSpec.Runtime.Weights.ParameterStore', a type")]
    public void A_name_that_emitted_code_needs_is_one_error_at_the_net(string code, string expected)
    {
        var project = new TestProject(Latest, ("first.netspec", Specs.Sparse));
        project.AddCode(code);

        var run = project.Run();

        var problem = Assert.Single(run.Problems);
        Assert.Equal("NSPEC3014", problem.Id);
        Assert.Contains($"the project's code declares {expected}, and emitted code needs that name", problem.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Empty(run.Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }

    /// <summary>Of the same words, what no emitted file sees or names.</summary>
    [Theory]
    [InlineData("namespace Other { class var { } }")]
    [InlineData("class Other { class var { } }")]
    [InlineData("class var<T> { }")]
    [InlineData("namespace System { struct HashCode { } class Span { } }")]
    [InlineData("namespace NetSpec.Runtime.Weights { class Mine { } }")]
    [InlineData("namespace Demo { partial class Chain { public static object nameof(object a) => a; object _ = 1; public object Pack(int a) => a; } partial class Fast { public static object nameof(object a) => a; } }")]
    public void A_name_that_is_out_of_sight_of_emitted_code_does_not_matter(string code)
    {
        var project = new TestProject(
            Latest,
            ("first.netspec", Specs.Sparse.Replace("output y", "emit forward, phicost\n    output y", StringComparison.Ordinal)),
            ("fast.netspec", Specs.Device.Replace("emit forward, gpu", "emit forward, gpu, gpu_half, phicost", StringComparison.Ordinal)));
        project.ReferenceIlgpu();
        project.AddCode(code);

        var run = project.Run();

        Assert.Empty(run.Problems);
        Assert.Empty(run.Output.GetDiagnostics().Where(diagnostic =>
            diagnostic.Severity == DiagnosticSeverity.Error
                || (diagnostic.Severity > DiagnosticSeverity.Hidden && diagnostic.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true)));
    }

    /// <summary>The list that the project's types are compared with has all that emitted files name in full.</summary>
    [Fact]
    public void The_types_that_emitted_code_names_are_known()
    {
        var project = new TestProject(("first.netspec", Specs.Device.Replace("emit forward, gpu", "emit forward, gpu, gpu_half, phicost", StringComparison.Ordinal)), ("second.netspec", Specs.Broken));
        project.ReferenceIlgpu();
        var trees = project.Run();
        var named = trees.Output.SyntaxTrees.Where(tree => tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)).SelectMany(tree =>
        {
            var model = trees.Output.GetSemanticModel(tree);
            return tree.GetRoot().DescendantNodes()
                .Where(node => node is Microsoft.CodeAnalysis.CSharp.Syntax.QualifiedNameSyntax or Microsoft.CodeAnalysis.CSharp.Syntax.MemberAccessExpressionSyntax)
                .Select(node => model.GetSymbolInfo(node).Symbol)
                .OfType<INamedTypeSymbol>()
                .Where(type => type.ContainingNamespace.ToDisplayString().StartsWith("System", StringComparison.Ordinal))
                .Select(type => $"{type.ContainingNamespace.ToDisplayString()}.{type.MetadataName}");
        });

        Assert.Empty(named.Distinct().Except(NetSpec.Compiler.Emit.Writing.Aliases.NeededTypes));
    }

    [Theory]
    [InlineData("public required int Z { get; init; }", "Z")]
    [InlineData("public required string Name = \"\";", "Name")]
    public void A_member_that_must_be_set_is_one_error_at_the_net(string member, string name)
    {
        var project = new TestProject(Latest, ("first.netspec", Specs.First));
        project.AddCode($"#pragma warning disable CS1591\nnamespace Demo {{ partial class First {{ {member} }} class User {{ static int Use(First net) => First.XSize; }} }}");

        var run = project.Run();

        var problem = Assert.Single(run.Problems);
        Assert.Equal("NSPEC3015", problem.Id);
        Assert.Contains($"the project's part of 'Demo.First' requires that '{name}' is set where an object is made", problem.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Empty(run.Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }

    [Fact]
    public void A_global_alias_does_not_get_into_a_net_of_the_global_namespace()
    {
        var spec = Specs.Device.Replace("namespace Demo", "", StringComparison.Ordinal).Replace("emit forward, gpu", "emit forward, gpu, gpu_half, phicost", StringComparison.Ordinal);
        foreach (var text in new[] { spec, spec.Replace("linear(4)", "lin(4)", StringComparison.Ordinal) })
        {
            var project = new TestProject(Latest, ("fast.netspec", text));
            project.ReferenceIlgpu();
            project.AddCode("global using Fast = System.String;");

            Assert.Empty(project.Run().Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden));
        }
    }

    [Fact]
    public void A_member_of_the_projects_part_prints_nothing_anew()
    {
        var project = new TestProject(("first.netspec", Specs.First), ("second.netspec", Specs.Second));
        project.AddCode("namespace Demo { partial class First { public int Own => 1; } }");
        project.Run();
        project.AddCode("namespace Demo { partial class First { public int Another => 1; } }");

        var run = project.Run();

        Assert.Equal(("Modified", "Unchanged, Unchanged", "Cached, Cached"), (run.Reasons(StepNames.Names), run.Reasons(StepNames.Members), run.Reasons(StepNames.Plans)));
        Assert.All(run.OutputReasons(), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));

        project.AddCode("namespace Demo { partial class First { public int XSize => 1; } }");
        Assert.Equal("Modified, Unchanged", project.Run().Reasons(StepNames.Members));
    }

    [Theory]
    [InlineData("namespace Demo.First", "Second", "", "'Demo.First' is also the namespace of 'Demo.First.Second' in b.netspec", "Demo.First.Second")]
    [InlineData("namespace Demo.First.Inner", "Second", "", "'Demo.First' is also the namespace of 'Demo.First.Inner.Second' in b.netspec", "Demo.First.Inner.Second")]
    [InlineData("namespace Other", "Second", "namespace Demo.First { class A { } }", "'Demo.First' is also a namespace, of the project's code or of an assembly that it references", "Other.Second")]
    [InlineData("namespace Other", "Second", "namespace Demo.First.Deep { class A { } }", "'Demo.First' is also a namespace, of the project's code or of an assembly that it references", "Other.Second")]
    [InlineData("namespace Other", "Second", "class Demo { }", "the namespace 'Demo' of 'Demo.First' is also a type of the project's code", "Other.Second")]
    public void A_name_of_a_net_and_a_namespace_is_one_error_at_the_net(string declaration, string name, string code, string message, string emitted)
    {
        var other = Specs.Second.Replace("namespace Demo", declaration, StringComparison.Ordinal).Replace("Second", name, StringComparison.Ordinal);
        var project = new TestProject(("a.netspec", Specs.First), ("b.netspec", other));
        project.AddCode(code);

        var run = project.Run();

        var problem = Assert.Single(run.Problems);
        Assert.Equal(("NSPEC3009", "a.netspec"), (problem.Id, problem.Location.GetLineSpan().Path));
        Assert.Contains(message, problem.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal([emitted + ".Model.g.cs"], run.Sources.Keys);
        Assert.Empty(run.Output.GetDiagnostics());
    }

    [Fact]
    public void A_net_of_the_global_namespace_beside_a_namespace_of_its_name_is_one_error()
    {
        var bare = Specs.First.Replace("namespace Demo", "", StringComparison.Ordinal).Replace("First", "Demo", StringComparison.Ordinal);

        var problem = Assert.Single(new TestProject(("a.netspec", bare), ("b.netspec", Specs.Second)).Run().Problems);

        Assert.Equal(("NSPEC3009", "a.netspec"), (problem.Id, problem.Location.GetLineSpan().Path));
    }

    [Fact]
    public void One_spec_in_two_projects_of_which_one_sees_the_other_compiles_without_a_warning_of_ours()
    {
        var spec = Specs.Sparse.Replace("output y", "emit forward, phicost\n    output y", StringComparison.Ordinal);
        foreach (var friend in new[] { "", "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Emitted\")]" })
        {
            foreach (var option in new[] { "public", "internal" })
            {
                var first = new TestProject(("net.netspec", spec));
                first.AddCode(friend);
                first.SetOptions(new ProjectOptions((Visibility, option)));
                using var library = new MemoryStream();
                Assert.True(first.Run().Output.WithAssemblyName("Library").Emit(library).Success);

                var second = new TestProject(("net.netspec", spec));
                second.Reference(MetadataReference.CreateFromImage(library.ToArray()));
                second.AddCode("class User { static Demo.Chain Load() => Demo.Chain.Load(\"a\"); }");
                var run = second.Run();

                var isSeen = option == "public" || friend.Length > 0;
                Assert.Equal(isSeen ? ["NSPEC3017"] : [], run.Problems.Select(problem => problem.Id));
                Assert.All(run.Problems, problem => Assert.Contains("the referenced assembly 'Library' has the class 'Demo.Chain' too", problem.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal));
                var advice = option == "public" ? "or make the class of 'Library' internal by NetSpecVisibility" : "or take this one out of the InternalsVisibleTo of 'Library'";
                Assert.All(run.Problems, problem => Assert.EndsWith(advice, problem.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal));
                var warnings = run.Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden).ToList();
                Assert.All(warnings, warning => Assert.Equal(("CS0436", false), (warning.Id, warning.Location.SourceTree!.FilePath.EndsWith(".g.cs", StringComparison.Ordinal))));
                Assert.Equal(isSeen, warnings.Count > 0);
            }
        }
    }

    [Fact]
    public void Code_of_other_names_leaves_what_is_known_of_these()
    {
        var project = new TestProject(("first.netspec", Specs.First));
        project.AddCode("namespace Demo { partial class First { public int Own => 1; } }");
        project.Run();
        project.AddCode("namespace Demo { class Another { } } namespace Demo.Inner { class First { } }");

        var run = project.Run();

        Assert.Equal("Unchanged", run.Reasons(StepNames.Declared));
        Assert.Equal("Cached", run.Reasons(StepNames.Names));
        project.AddCode("namespace Demo { internal partial class First { } }");
        Assert.Equal("Modified", project.Run().Reasons(StepNames.Declared));
    }
}
