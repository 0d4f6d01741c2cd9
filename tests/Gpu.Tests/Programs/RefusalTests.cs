using System;
using System.Linq;
using GpuModels;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using Xunit;

namespace NetSpec.Gpu.Tests.Programs;

/// <summary>What a person is told when a program cannot run.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly DeviceKinds _devices = new();
    private readonly ProgramCheck _check = new(DeviceNets.All["SparseMlp"], seed: 1);

    public void Dispose() => _devices.Dispose();

    [Fact]
    public void Arrays_of_another_length()
    {
        using var program = _check.Open(_devices.OpenCpu());

        var input = Assert.Throws<ArgumentException>(() => program.Forward([new float[23]], [new float[24]], 1));
        var output = Assert.Throws<ArgumentException>(() => program.Forward([new float[48]], [new float[47]], 2));

        Assert.StartsWith("'tokens' holds 23 numbers; 1 x 24 = 24 are 1 samples.", input.Message, StringComparison.Ordinal);
        Assert.StartsWith("'y' has room for 47 numbers; 2 x 24 = 48 are 2 samples.", output.Message, StringComparison.Ordinal);
        _check.Passes(program, batch: 2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_batch_without_samples(int batch)
    {
        using var program = _check.Open(_devices.OpenCpu());

        Assert.Throws<ArgumentOutOfRangeException>(nameof(batch), () => program.Forward([[]], [[]], batch));
        Assert.Throws<ArgumentOutOfRangeException>("repetitions", () => program.Measure(1, 0));
    }

    [Fact]
    public void A_program_that_was_taken_off_the_device()
    {
        var device = _devices.OpenCpu();
        var program = _check.Open(device);
        program.Dispose();
        program.Dispose();

        var exception = Assert.Throws<ObjectDisposedException>(() => program.Forward(_check.Inputs(1), _check.Outputs(1), 1));

        Assert.StartsWith("'SparseMlp' was taken off the device.", exception.Message, StringComparison.Ordinal);
        Assert.False(device.IsDisposed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_device_that_was_closed_under_a_program(bool withContext)
    {
        using var context = Context.Create(builder => builder.CPU(CPUDeviceKind.Nvidia));
        var device = context.Devices[0].CreateAccelerator(context);
        var program = _check.Open(device);
        _check.Passes(program, batch: 1);
        ((IDisposable)(withContext ? context : device)).Dispose();

        var attempts = new Action[]
        {
            () => program.Forward(_check.Inputs(1), _check.Outputs(1), 1),
            () => program.Measure(1, 1),
            program.Upload,
            () => _check.Open(device),
        };

        Assert.All(attempts, attempt => Assert.Contains(
            $"needs an open device: its accelerator, {device.Name}, or the context of that, was closed",
            Assert.Throws<ObjectDisposedException>(attempt).Message,
            StringComparison.Ordinal));
        program.Dispose();
        device.Dispose();
    }

    [Theory]
    [MemberData(nameof(DeviceKinds.All), MemberType = typeof(DeviceKinds))]
    public void More_memory_than_there_is(AcceleratorType kind)
    {
        using var program = _check.Open(_devices.Open(kind));

        var exception = Assert.Throws<InvalidOperationException>(() => program.Measure(batch: int.MaxValue - 16, repetitions: 1));

        var what = kind switch { AcceleratorType.Cuda => "free", AcceleratorType.CPU => "in all", _ => "in all, free or not" };
        Assert.Matches($@"needs [\d,]+ bytes on .*, which has [\d,]+ {what}; take fewer samples at a time\.", exception.Message);
        _check.Passes(program, batch: 1);
    }

    [Fact]
    public void No_model_and_no_device()
    {
        Assert.Throws<ArgumentNullException>("model", () => new SparseMlp.Gpu(null!));
        Assert.Throws<ArgumentNullException>("accelerator", () => new SparseMlp.Gpu((SparseMlp)_check.Model, null!));
    }

    [Fact]
    public void A_device_with_small_groups()
    {
        using var context = Context.Create(builder => builder.CPU());
        using var device = context.Devices[0].CreateAccelerator(context);

        var exception = Assert.Throws<InvalidOperationException>(() => _check.Open(device));

        Assert.Contains("takes at most 16.", exception.Message, StringComparison.Ordinal);
        Assert.Contains("builder.CPU(CPUDeviceKind.Nvidia)", exception.Message, StringComparison.Ordinal);

        // Which helps.
        using var larger = context.Devices.Cast<CPUDevice>().First(found => found.MaxNumThreadsPerGroup == CPUDevice.Nvidia.MaxNumThreadsPerGroup).CreateAccelerator(context);
        using var program = _check.Open(larger);
        _check.Passes(program, batch: 1);
    }

    [Fact]
    public void A_weight_beyond_half_precision()
    {
        _check.Model.Parameters["down.1.weight"][3] = 65520;

        var exception = Assert.Throws<InvalidOperationException>(() => _check.Open(_devices.OpenCpu(), isHalf: true));

        Assert.StartsWith("'down.", exception.Message, StringComparison.Ordinal);
        Assert.Contains("half precision ends at 65504", exception.Message, StringComparison.Ordinal);
        using var single = _check.Open(_devices.OpenCpu());
    }

    [Fact]
    public void The_CPU_is_opened_when_it_is_asked_for()
    {
        using var device = OwnDevice.OpenCpu();
        Assert.Equal(AcceleratorType.CPU, device.Accelerator.AcceleratorType);
        using var program = _check.Open(device.Accelerator);

        _check.Passes(program, batch: 2);
    }
}
