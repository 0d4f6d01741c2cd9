using System;
using System.Globalization;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using NetSpec.Compiler.Emit.Gpu;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Generator.Tests.Shell;

/// <summary>What the generator makes of nets that ask for a device.</summary>
public sealed class DeviceTests
{
    private const string Tune = "tune ks(3, 4, 4, 1) fp32 batch_first tile=8x32x4 thread=4x4\n\n";

    [Fact]
    public void Without_ILGPU_a_pass_is_a_warning_at_its_word_and_nothing_else()
    {
        var run = new TestProject(("fast.netspec", Specs.Device)).Run();

        var problem = Assert.Single(run.Problems);
        Assert.Equal(("NSPEC3001", DiagnosticSeverity.Warning, "gpu"), (problem.Id, problem.Severity, Text(Specs.Device, problem)));
        Assert.Contains("'gpu' needs the package ILGPU", problem.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal(["Demo.Fast.Model.g.cs", "NetSpec.EmbeddedAttribute.g.cs", "NetSpec.Patterns.Ks_3_4_4_1.g.cs"], run.Sources.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void With_ILGPU_there_are_the_program_its_kernels_and_the_host_code_once()
    {
        var run = Run(("fast.netspec", Specs.Device), ("second.netspec", Specs.Device.Replace("Fast", "Second", StringComparison.Ordinal)));

        Assert.Empty(run.Problems);
        string[] expected =
        [
            "Demo.Fast.Gpu.g.cs", "Demo.Second.Gpu.g.cs", "NetSpec.Gpu.Ks_1_4_12_1_BatchFirst_Fp32.g.cs", "NetSpec.Gpu.Ks_3_4_4_1_BatchFirst_Fp32.g.cs",
            .. HostFiles.All.Select(file => $"NetSpec.Gpu.{file.Key}.g.cs"),
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), run.Sources.Keys.Where(name => name.Contains("Gpu", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        HasNoWarning(run);
    }

    [Fact]
    public void What_is_emitted_for_devices_compiles_without_a_warning_in_CSharp_9()
    {
        var specs = Directory.EnumerateFiles(Repository.PathOf("tests", "GpuModels"), "*.netspec").Select(path => (path, File.ReadAllText(path))).ToArray();

        var run = Run(specs);

        Assert.Empty(run.Problems);
        HasNoWarning(run);
        Assert.DoesNotContain(run.Sources.Values, source => source.Contains('\r', StringComparison.Ordinal));
    }

    [Fact]
    public void Users_types_of_common_names_do_not_get_into_the_host_code()
    {
        var project = Project(("fast.netspec", Specs.Device));
        project.AddCode("""
            class Context { } class Device { } class Accelerator { } class Math { } class Array { } class Half { } class KernelConfig { } class Index1D { } class Monitor { }
            namespace NetSpec { class Runtime2 { } class ILGPU { } class System { } class Group { } class Grid { } class ArrayView { } }
            """);

        Assert.DoesNotContain(project.Run().Output.GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }

    [Fact]
    public void Without_such_a_net_there_is_no_host_code()
    {
        var run = Run(("first.netspec", Specs.First));

        Assert.Equal(["Demo.First.Model.g.cs"], run.Sources.Keys);
    }

    [Theory]
    [InlineData("x -> ks(3, 4, 4, 1) as mix -> groupsort(2) as order -> linear(4)", "groupsort(2)", "'order' is")]
    [InlineData("x -> shuffle(2) -> linear(4)", "shuffle(2)", "has no device kernel")]
    public void A_net_that_does_not_fit_is_an_error_at_its_node(string value, string place, string message)
    {
        var spec = $"net Unfit {{\n    input x : 12\n    output y = {value}\n    emit forward, gpu, gpu_half\n}}\n";

        var project = Project(("unfit.netspec", spec));
        project.AddCode("class User { void Use(Unfit net, float[] a) { using (var device = new Unfit.GpuHalf(net)) device.Forward(a, a); } }");
        var run = project.Run();

        var problem = Assert.Single(run.Problems);
        Assert.Equal(("NSPEC3005", DiagnosticSeverity.Error), (problem.Id, problem.Severity));
        Assert.StartsWith(place, Text(spec, problem), StringComparison.Ordinal);
        Assert.Contains(message, problem.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        HasNoWarning(run);
    }

    [Fact]
    public void A_net_with_errors_still_has_its_device_classes()
    {
        var project = Project(("broken.netspec", Specs.Broken.Replace("linear(4)", "linear(4)\n    emit forward, gpu", StringComparison.Ordinal)));
        project.AddCode("class User { void Use(Demo.Broken net, float[] a) { new Demo.Broken.Gpu(net).Forward(a, a, batch: 2); } }");

        var run = project.Run();

        Assert.Equal(["Demo.Broken.Gpu.g.cs", "Demo.Broken.Shell.g.cs"], run.Sources.Keys.Order(StringComparer.Ordinal));
        HasNoWarning(run);
    }

    [Fact]
    public void A_tuned_kernel_has_its_tile()
    {
        var run = Run(("fast.netspec", Specs.Device), ("tiles.netspec", Tune));

        Assert.Empty(run.Problems);
        Assert.Contains("Rows = 8, Batch = 32, Depth = 4", run.Sources["NetSpec.Gpu.Ks_3_4_4_1_BatchFirst_Fp32.g.cs"], StringComparison.Ordinal);
        HasNoWarning(run);
    }

    [Theory]
    [InlineData("tune ks(3, 4, 4, 1) fp16 batch_first tile=8x32x4 thread=4x4", "NSPEC3006", "ks(3, 4, 4, 1) fp16 batch_first")]
    [InlineData("tune ks(3, 4, 4, 1) fp32 batch_first tile=512x512x4 thread=4x4", "NSPEC3007", "tile=512x512x4 thread=4x4")]
    public void A_tuning_that_no_kernel_or_no_device_can_use_is_a_problem_at_its_line(string line, string id, string place)
    {
        var run = Run(("fast.netspec", Specs.Device), ("tiles.netspec", line + "\n"));

        var problem = Assert.Single(run.Problems);
        Assert.Equal((id, "tiles.netspec", place), (problem.Id, problem.Location.GetLineSpan().Path, Text(line, problem)));
        Assert.Contains("NetSpec.Gpu.Ks_3_4_4_1_BatchFirst_Fp32.g.cs", run.Sources.Keys);
    }

    [Fact]
    public void Two_files_that_tune_a_kernel_are_a_problem_in_each()
    {
        var run = Run(("fast.netspec", Specs.Device), ("a.netspec", Tune), ("b.netspec", Tune.Replace("8x32x4", "16x32x4", StringComparison.Ordinal)));

        Assert.Equal(["a.netspec", "b.netspec"], run.Problems.Select(problem => problem.Location.GetLineSpan().Path).Order(StringComparer.Ordinal));
        Assert.All(run.Problems, problem => Assert.Equal("NSPEC3008", problem.Id));
        Assert.Contains(run.Problems, problem => problem.GetMessage(CultureInfo.InvariantCulture).Contains("is also tuned in b.netspec", StringComparison.Ordinal));
    }

    private static GeneratorRun Run(params (string Path, string Text)[] files) => Project(files).Run();

    private static TestProject Project(params (string Path, string Text)[] files)
    {
        var project = new TestProject(files);
        project.ReferenceIlgpu();
        return project;
    }

    private static string Text(string spec, Diagnostic problem) => spec.Substring(problem.Location.SourceSpan.Start, problem.Location.SourceSpan.Length);

    private static void HasNoWarning(GeneratorRun run)
    {
        var warnings = run.Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden).Take(20).ToList();
        Assert.True(warnings.Count == 0, string.Join("\n", warnings));
    }
}
