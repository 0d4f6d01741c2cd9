using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using NetSpec.Compiler;
using NetSpec.Dsl;
using NetSpec.Dsl.Problems;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Generator.Tests.Shell;

/// <summary>The compiler called at once against the generator, which calls its stages one by one.</summary>
public sealed class NetCompilerTests
{
    public static TheoryData<string> Folders => ["bad", "dags", "features"];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Files_and_problems_are_those_of_the_generator(string folder)
    {
        var specs = Directory.GetFiles(Repository.PathOf("tests", "Corpus", folder), "*.netspec").Order(StringComparer.Ordinal).Select(path => (Path: path, Text: File.ReadAllText(path))).ToArray();

        Same(specs, withIlgpu: false);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void So_are_those_of_devices_of_two_files_of_one_name_and_of_tunings(bool withIlgpu)
    {
        const string OnDevice = "net Small {\n    input x : 48\n    output y = x -> ks(3, 16, 16, 1) -> relu\n    emit forward, gpu, gpu_half, pathnorm, phicost\n}\ntune ks(3, 16, 16, 1) fp32 batch_first tile=16x32x8 thread=2x4\ntune ks(9, 9, 9, 1) fp32 batch_last tile=16x32x8 thread=2x4\n";
        const string Unfit = "net Unfit {\n    input x : 3x8x8\n    output y = x -> conv(8, 3x3)\n    emit forward, gpu\n}\n";

        Same([("a.netspec", OnDevice), ("b.netspec", Unfit), ("c.netspec", Specs.First), ("d.netspec", Specs.First), ("e.netspec", Specs.Broken)], withIlgpu);
    }

    [Fact]
    public void Nets_that_no_spec_says_compile_to_the_same_files()
    {
        var text = File.ReadAllText(Repository.PathOf("tests", "Corpus", "nets", "resnet_basic.netspec"));

        var result = NetCompiler.Compile(SpecCompiler.Compile(text).Nets);

        Assert.Empty(result.Problems);
        Assert.Equal(NetCompiler.Compile([new SpecText("resnet_basic.netspec", text)]).Files, result.Files);
    }

    [Fact]
    public void A_net_that_no_spec_says_is_told_by_its_name()
    {
        var net = SpecCompiler.Compile("net System {\n    input x : 3\n    output y = x -> relu\n}\n").Nets.Single();

        var result = NetCompiler.Compile([net]);

        Assert.Empty(result.Files);
        Assert.False(result.Succeeded);
        Assert.Equal("System(1,1): error NSPEC2003: 'System' is a name of .NET; rename the net or put it into another namespace", Assert.Single(result.Problems).ToString());
    }

    [Fact]
    public void Problems_have_lines_and_columns_as_compilers_print_them()
    {
        var problem = Assert.Single(NetCompiler.Compile([new SpecText("src/broken.netspec", Specs.Broken)]).Problems);

        Assert.Equal(ProblemCode.UnknownName, problem.Code);
        Assert.StartsWith("src/broken.netspec(5,24): error NSPEC2001: ", problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dags")]
    [InlineData("features")]
    public void All_stages_keep_their_promises(string folder)
    {
        var specs = Directory.GetFiles(Repository.PathOf("tests", "Corpus", folder), "*.netspec").Select(path => new SpecText(path, File.ReadAllText(path)));

        Assert.DoesNotContain(NetCompiler.Compile(specs, new CompilerOptions { Verify = true }).Problems, problem => problem.Code == ProblemCode.Internal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_path_norm_pass_that_nobody_runs_is_there_where_a_project_asks_for_it(bool isAsked)
    {
        const string spec = "net Conv {\n    input x : 3x16x16\n    output y = x -> conv(4, 3x3, pad=1)\n    emit pathnorm\n}\n";
        var project = new TestProject(("a.netspec", spec));
        if (isAsked)
            project.SetOptions(new ProjectOptions(("build_property.NetSpecPlainPass", "true")));

        var sources = project.Run().Sources;

        Assert.Equal(sources.Values.Order(), NetCompiler.Compile([new SpecText("a.netspec", spec)], new CompilerOptions { PlainPass = isAsked }).Files.Select(file => file.Text).Order());
        Assert.Contains("class CompressedPathNormProgram", sources["Conv.PathNorms.g.cs"], StringComparison.Ordinal);
        Assert.Equal(isAsked, sources["Conv.PathNorms.g.cs"].Contains("class PathNormProgram", StringComparison.Ordinal));
        Assert.Equal(isAsked, sources["Conv.Paths.g.cs"].Contains("PlainPass", StringComparison.Ordinal));
    }

    [Fact]
    public void Cancellation_ends_the_work()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.Throws<OperationCanceledException>(() => NetCompiler.Compile([new SpecText("a.netspec", Specs.First)], cancellationToken: cancelled.Token));
    }

    private static void Same((string Path, string Text)[] specs, bool withIlgpu)
    {
        var project = new TestProject(specs);
        if (withIlgpu)
        {
            project.ReferenceIlgpu();
        }

        var run = project.Run();
        var result = NetCompiler.Compile(specs.Reverse().Select(spec => new SpecText(spec.Path, spec.Text)), new CompilerOptions { HasIlgpu = withIlgpu });

        Assert.Null(run.Exception);
        Assert.Equal(run.Sources.OrderBy(file => file.Key, StringComparer.Ordinal), result.Files.Select(file => KeyValuePair.Create(file.Name, file.Text)).OrderBy(file => file.Key, StringComparer.Ordinal));
        Assert.Equal(
            run.Problems.Select(problem => (problem.ToString(), problem.Location.SourceSpan.Start)).Order(),
            result.Problems.Select(problem => (problem.ToString(), problem.Span.Start)).Order());
        Assert.Equal(run.Problems.All(problem => problem.Severity != DiagnosticSeverity.Error), result.Succeeded);
    }
}
