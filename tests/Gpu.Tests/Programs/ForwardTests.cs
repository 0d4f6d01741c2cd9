using System;
using System.Linq;
using System.Threading.Tasks;
using ILGPU.Runtime;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Gpu.Tests.Kernels;
using Xunit;

namespace NetSpec.Gpu.Tests.Programs;

/// <summary>Device programs over the caller's arrays, against the interpreter and the model on the CPU.</summary>
public sealed class ForwardTests : IDisposable
{
    private readonly DeviceKinds _devices = new();

    public static TheoryData<string, AcceleratorType> Cases
    {
        get
        {
            var cases = new TheoryData<string, AcceleratorType>();
            foreach (var net in DeviceNets.All.Keys)
            foreach (var kind in DeviceKinds.Found)
                cases.Add(net, kind);
            return cases;
        }
    }

    public void Dispose() => _devices.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Computes_what_the_interpreter_computes(string name, AcceleratorType kind)
    {
        var device = _devices.Open(kind);
        var check = new ProgramCheck(DeviceNets.All[name], seed: 1);
        foreach (var isHalf in check.Net.OpenHalf is null || !KernelDevices.HasHalf(device) ? [false] : new[] { false, true })
        {
            using var program = check.Open(device, isHalf);

            // Larger and smaller ones in turn: memory grows, and what lies behind a smaller batch is of no account.
            foreach (var batch in Batches(check.Net.Net))
                check.Passes(program, batch, isHalf);
        }
    }

    /// <summary>A sample of tokens is many columns already, each thread of whose attention the stand-in follows.</summary>
    private static int[] Batches(Net net) => net.Nodes.Any(node => node.Op is Attention) ? [3, 1, 2] : [5, 1, 33, 8];

    [Fact]
    public void Several_models_share_a_device()
    {
        var device = _devices.OpenCpu();
        var checks = new[] { "SparseMlp", "SparseMlpLast", "Dense" }
            .SelectMany(name => new[] { new ProgramCheck(DeviceNets.All[name], seed: 1), new ProgramCheck(DeviceNets.All[name], seed: 2) })
            .ToList();
        var programs = checks.Select(check => check.Open(device)).ToList();

        for (var i = 0; i < checks.Count; i++)
            checks[i].Passes(programs[i], batch: 5);

        programs[0].Dispose();
        checks[1].Passes(programs[1], batch: 9);
        Assert.All(programs, program => Assert.Same(device, program.Accelerator));
    }

    [Fact]
    public void Changed_parameters_count_after_an_upload()
    {
        var (before, after) = (new ProgramCheck(DeviceNets.All["Dense"], seed: 1), new ProgramCheck(DeviceNets.All["Dense"], seed: 2));
        using var program = before.Open(_devices.OpenCpu());
        before.Passes(program, batch: 3);

        after.Model.Parameters.Values.CopyTo(before.Model.Parameters.Values);
        program.Upload();

        var outputs = after.Outputs(3);
        program.Forward(after.Inputs(3), outputs, 3);
        after.Check(outputs, 3);
    }

    [Fact]
    public async Task Threads_take_turns()
    {
        var check = new ProgramCheck(DeviceNets.All["Deep"], seed: 1);
        using var program = check.Open(_devices.OpenCpu());

        await Task.WhenAll(Enumerable.Range(1, 4).Select(batch => Task.Run(() =>
        {
            var outputs = check.Outputs(batch);
            program.Forward(check.Inputs(batch), outputs, batch);
            check.Check(outputs, batch);
        })));
    }

    [Fact]
    public void A_pass_is_timed_by_the_device_or_by_the_clock()
    {
        var check = new ProgramCheck(DeviceNets.All["SparseMlpLast"], seed: 1);
        using var withMarkers = check.Open(_devices.OpenCpu());
        using var context = ILGPU.Context.Create(builder => ILGPU.Runtime.CPU.CPUContextExtensions.CPU(builder, new ILGPU.Runtime.CPU.CPUDevice(32, 32, 1)));
        using var withoutMarkers = check.Open(context.Devices[0].CreateAccelerator(context));

        Assert.True(withMarkers.Measure(batch: 4, repetitions: 2) > TimeSpan.Zero);
        Assert.True(withoutMarkers.Measure(batch: 4, repetitions: 2) > TimeSpan.Zero);
    }
}
