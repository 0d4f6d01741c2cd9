using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using NetSpec.Dsl;
using NetSpec.Runtime.Sparse;
using Xunit;

namespace NetSpec.Generator.Tests.Shell;

/// <summary>
/// Whatever a spec calls its parts: without an error of ours what is emitted compiles without a warning, and with one the
/// compiler has nothing to add.
/// </summary>
public sealed class HostileNameTests
{
    // What a name makes of a net depends on few others, so that many nets make up one compilation.
    private const int SpecsAtOnce = 40;

    [Fact]
    public void Nets_of_any_name_compile_or_are_refused_by_us()
    {
        var run = Run(HostileNames.All.Select(name => (name + ".netspec", $"namespace Hostile\n\nnet {name} {{\n    input x : 2\n    output y = x -> linear(2)\n    emit forward, pathnorm\n}}\n")));

        HasNoDiagnostic(run);
        var refused = run.Problems.Where(problem => problem.Severity == DiagnosticSeverity.Error).Select(problem => problem.Location.GetLineSpan().Path).ToHashSet();
        Assert.Equal(HostileNames.All.Count - refused.Count, run.Sources.Keys.Count(name => name.EndsWith(".Paths.g.cs", StringComparison.Ordinal)));
        Assert.All(["class.netspec", "record.netspec", "Model.netspec", "System.netspec", "Parameters.netspec", "Conv2D.netspec", "__arglist.netspec", "where.netspec"], name => Assert.DoesNotContain(name, refused));
        Assert.All(["var.netspec", "_paths.netspec", "CompressedPathNormProgram.netspec", "get_Layout.netspec", "namespace.netspec"], name => Assert.Contains(name, refused));
    }

    [Fact]
    public void Nets_on_devices_of_any_name_compile_or_are_refused_by_us() => HasNoDiagnostic(Run(
        HostileNames.All.Where((_, i) => i % 6 == 0).Concat(["_y_Linear", "Gpu", "_program", "_model", "Run"]).Distinct()
            .Select(name => (name + ".netspec", $"namespace Hostile\n\nnet {name} {{\n    input x : 2\n    output y = x -> linear(2)\n    emit gpu\n}}\n"))));

    [Fact]
    public void Namespaces_of_any_name_compile_or_are_refused_by_us() => HasNoDiagnostic(Run(HostileNames.All.SelectMany(name => new[]
    {
        (name + ".netspec", $"namespace {name}\n\nnet Small {{\n    input x : 2\n    output y = x -> linear(2)\n}}\n"),
        ("Inner" + name + ".netspec", $"namespace Hostile.{name}.Inner\n\nnet Small {{\n    input x : 2\n    output y = x -> linear(2)\n}}\n"),
    })));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Parts_of_any_names_compile_or_are_refused_by_us(int seed)
    {
        var random = new Random(seed);
        var specs = Enumerable.Range(0, SpecsAtOnce).Select(i => ($"{i}.netspec", Spec(random, i))).ToList();
        var sound = specs.Count(spec => !SpecCompiler.Compile(spec.Item2).Problems.Any(problem => problem.IsError));

        Assert.InRange(sound, SpecsAtOnce / 3, SpecsAtOnce);
        HasNoDiagnostic(Run(specs));
    }

    [Fact]
    public void An_input_called_as_a_field_of_the_device_program_compiles() => HasNoDiagnostic(Run(
        [("a.netspec", "net N {\n    input _y_Linear : 2\n    input _program : 2\n    output y = _y_Linear + _program -> linear(2)\n    output _y_Linear_2 = y -> linear(3)\n    emit forward, gpu, gpu_half\n}\n")]));

    /// <summary>Metadata limits the length of names, which the compiler looks at only when it writes an assembly.</summary>
    [Fact]
    public void The_longest_names_fit_into_an_assembly()
    {
        var word = new string('q', 254);
        var layer = $"{word}1.{word}2";
        var run = Run([("a.netspec", $$"""
            namespace {{layer}}

            neurons {{word}}3 {
                input {{word}}a, {{word}}b
                {{word}}c : relu = {{word}}a, {{word}}b + bias
                output {{word}}d = {{word}}c
            }

            net {{word}}4 {
                input {{word}}x : 2
                {{word}}h = {{word}}x -> {{word}}3 as {{layer}} -> linear(8) -> ks(1, 4, 4, 2)
                output {{word}}y = {{word}}h -> linear(4) as {{word}}5.{{word}}6 -> relu
                emit forward, phicost
            }

            net {{word}}5 {
                input {{word}}x : 8
                output {{word}}y = {{word}}x -> ks(1, 4, 4, 2) as {{layer}} -> relu -> linear(4) as {{word}}.{{word}}8
                emit forward, gpu, gpu_half
            }
            """)]);

        Assert.Empty(run.Problems);
        HasNoDiagnostic(run);
        var emitted = run.Output.Emit(System.IO.Stream.Null);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics.Take(5)));
    }

    [Fact]
    public void Specs_of_sparse_layers_compile_or_the_name_is_refused()
    {
        var layer = new SparseLayer("fc", KroneckerFactorisation.MostAccurate(new float[] { 1, 2, 3, 5 }, 2, 2, maxNonZeros: 4));
        foreach (var name in HostileNames.All)
        {
            Compare(name, null, () => layer.ToSpec(name));
            Compare("Net", name + ".Inner", () => layer.ToSpec("Net", name + ".Inner"));
        }

        Compare("Model", "NetSpec.Runtime", () => layer.ToSpec("Model", "NetSpec.Runtime"));
        Compare("Ks_1_2_2_1", "NetSpec.Patterns", () => layer.ToSpec("Ks_1_2_2_1", "NetSpec.Patterns"));
        Compare("NetSpec", null, () => layer.ToSpec("NetSpec"));
        Compare("NetSpecGraphs", null, () => layer.ToSpec("NetSpecGraphs"));

        static void Compare(string net, string? space, Func<string> toSpec)
        {
            var spec = (space is null ? "" : $"namespace {space}\n") + $"net {net} {{\n    input x : 2\n    output y = x -> relu\n}}\n";
            // What the project declares nobody else can know.
            var accepts = !new TestProject(("a.netspec", spec)).Run().Problems.Any(problem => problem.Severity == DiagnosticSeverity.Error && problem.Id != "NSPEC3009");
            var writes = Record.Exception(toSpec) is not { } exception ? true : exception is ArgumentException ? false : throw exception;

            Assert.True(accepts == writes, $"{space}.{net}: the compiler {(accepts ? "takes" : "refuses")} it");
        }
    }

    [Fact]
    public void Sparse_layers_refuse_the_words_that_the_parser_keeps_and_no_others()
    {
        var layer = new SparseLayer("fc", KroneckerFactorisation.MostAccurate(new float[] { 1, 2, 3, 5 }, 2, 2, maxNonZeros: 4));
        var keywords = typeof(SpecCompiler).Assembly.GetType("NetSpec.Dsl.Text.Keywords")!.GetFields()
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!)
            .ToList();

        Assert.Contains("tune", keywords);
        foreach (var word in keywords.Concat(["relu", "conv", "forward", "bias", "out", "same", "batch_last"]))
        {
            var parses = !SpecCompiler.Compile($"net {word} {{\n    input x : 2\n    output y = x -> relu\n}}\n").Problems.Any(problem => problem.IsError);

            Assert.True(parses == (Record.Exception(() => layer.ToSpec(word)) is null), word);
        }
    }

    private static void HasNoDiagnostic(GeneratorRun run)
    {
        Assert.Null(run.Exception);
        var found = run.Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden).ToList();
        Assert.True(found.Count == 0, string.Join("\n", found.Take(10)));
    }

    private static GeneratorRun Run(IEnumerable<(string Path, string Text)> specs)
    {
        var project = new TestProject([.. specs]);
        project.ReferenceIlgpu();
        return project.Run();
    }

    /// <summary>A spec with a name of the list at every position that can have one.</summary>
    private static string Spec(Random random, int number)
    {
        var text = new StringBuilder();
        var names = HostileNames.All.OrderBy(_ => random.Next()).ToArray();
        var next = 0;
        string Name() => names[next++];
        var (block, neurons) = (Name(), Name());
        text.Append(CultureInfo.InvariantCulture, $"namespace H{number}.{Name()}.{Name()}\n\n");
        var (width, inner) = (Name(), Name());
        text.Append(CultureInfo.InvariantCulture, $"block {block}({width}) {{\n    {inner} = in -> linear({width}) as {Name()} -> relu\n    out = {inner} -> linear(3) as {Name()}.{Name()}\n}}\n\n");
        var (a, b, h, o) = (Name(), Name(), Name(), Name());
        text.Append(CultureInfo.InvariantCulture, $"neurons {neurons} {{\n    input {a}, {b}, unused\n    {h} : pool(2) = {a}, {b}, unused + bias\n    output {o} = {h}, {a}*1\n    output {Name()} = {o} + bias\n}}\n\n");
        var (first, second, value, last) = (Name(), Name(), Name(), Name());
        text.Append(CultureInfo.InvariantCulture, $"net {Name()}({Name()}=3) {{\n    input {first} : 5\n    input {second} : 5\n    {value} = {first} + {second} -> {block}(4) as {Name()}\n");
        text.Append(CultureInfo.InvariantCulture, $"    output {last} = {value} -> {neurons} as {Name()} -> linear(2) as {Name()}\n    output {Name()} = {value}\n    emit forward, phicost\n}}\n\n");
        var (input, output) = (Name(), Name());
        text.Append(CultureInfo.InvariantCulture, $"net {Name()} {{\n    input {input} : 4\n    output {output} = {input} -> linear(4) as {Name()} -> relu\n    output {Name()} = {output} + {input} -> linear(2) as {Name()}\n    emit forward, gpu\n}}\n");
        return text.ToString();
    }
}
