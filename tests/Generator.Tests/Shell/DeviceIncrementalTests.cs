using System;
using System.Linq;
using NetSpec.Generator.Shell;
using Xunit;

namespace NetSpec.Generator.Tests.Shell;

/// <summary>Edits against what the steps for devices make of them: two nets on a device, one tuned kernel.</summary>
public sealed class DeviceIncrementalTests
{
    private const string Second = """
        namespace Demo

        net Second {
            input x : 8
            output y = x -> linear(4) as head
            emit forward, gpu
        }

        """;

    private const string Tune = "tune ks(3, 4, 4, 1) fp32 batch_first tile=8x32x4 thread=4x4\n";

    private readonly TestProject _project = new(("a.netspec", Specs.Device), ("b.netspec", Second), ("c.netspec", Tune));

    public DeviceIncrementalTests()
    {
        _project.ReferenceIlgpu();
        _project.Run();
    }

    [Fact]
    public void An_edit_in_code_looks_at_the_references_and_re_runs_nothing()
    {
        _project.AddCode("internal static class Added { }");

        Steps(ilgpu: "Unchanged", source: "Cached, Cached", host: "Cached", kernels: "Cached", kernelSource: "Cached, Cached, Cached", tunings: "Cached");
    }

    [Theory]
    [InlineData("a.netspec", "// On a device.", "// On a device, somewhere.")]
    [InlineData("c.netspec", "tune", "// A remark.\ntune")]
    public void A_comment_prints_nothing(string file, string from, string to)
    {
        _project.Edit(file, from, to);

        Steps(ilgpu: "Cached", source: "Cached, Cached", host: "Cached", kernels: "Cached", kernelSource: "Cached, Cached, Cached", tunings: "Cached");
    }

    [Fact]
    public void A_changed_net_is_printed_alone_while_its_kernels_stay()
    {
        _project.Edit("a.netspec", "bias -> relu", "bias");

        Steps(ilgpu: "Cached", source: "Modified, Cached", host: "Unchanged", kernels: "Cached", kernelSource: "Cached, Cached, Cached", tunings: "Cached");
    }

    [Fact]
    public void A_new_kernel_is_printed_alone()
    {
        _project.Edit("b.netspec", "linear(4)", "linear(6)");

        var run = Steps(ilgpu: "Cached", source: "Cached, Modified", host: "Unchanged", kernels: "Modified", kernelSource: null, tunings: "Cached");

        Assert.Equal(["Cached", "Cached"], run.Reasons(StepNames.KernelSource).Split(", ").Where(reason => reason == "Cached"));
        Assert.Contains("NetSpec.Gpu.Ks_1_6_8_1_BatchFirst_Fp32.g.cs", run.Sources.Keys);
        Assert.DoesNotContain("NetSpec.Gpu.Ks_1_4_8_1_BatchFirst_Fp32.g.cs", run.Sources.Keys);
    }

    [Fact]
    public void A_changed_tile_prints_one_kernel()
    {
        _project.Edit("c.netspec", "8x32x4", "16x32x4");

        var run = Steps(ilgpu: "Cached", source: "Cached, Cached", host: "Cached", kernels: "Modified", kernelSource: null, tunings: "Modified");

        Assert.Equal(["Cached", "Cached", "Modified"], run.Reasons(StepNames.KernelSource).Split(", ").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_last_net_on_a_device_takes_the_host_code_with_it()
    {
        _project.Edit("a.netspec", "emit forward, gpu", "emit forward");
        Assert.Contains("NetSpec.Gpu.DevicePass.g.cs", _project.Run().Sources.Keys);
        _project.Remove("b.netspec");

        var run = _project.Run();

        Assert.Equal("Modified", run.Reasons(StepNames.GpuHost));
        Assert.DoesNotContain(run.Sources.Keys, name => name.StartsWith("NetSpec.Gpu.", StringComparison.Ordinal));
    }

    private GeneratorRun Steps(string ilgpu, string source, string host, string kernels, string? kernelSource, string tunings)
    {
        var run = _project.Run();
        Assert.Null(run.Exception);
        Assert.Equal(
            (ilgpu, source, host, kernels, kernelSource ?? run.Reasons(StepNames.KernelSource), tunings),
            (run.Reasons(StepNames.Ilgpu), run.Reasons(StepNames.GpuSource), run.Reasons(StepNames.GpuHost), run.Reasons(StepNames.Kernels), run.Reasons(StepNames.KernelSource), run.Reasons(StepNames.Tunings)));
        return run;
    }
}
