using System;
using GpuModels;
using ILGPU;
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

        Assert.Throws<ObjectDisposedException>(() => program.Forward(_check.Inputs(1), _check.Outputs(1), 1));
        Assert.False(device.IsDisposed);
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
        using var context = Context.Create(builder => builder.CPU(new CPUDevice(4, 4, 1)));
        using var device = context.Devices[0].CreateAccelerator(context);

        var exception = Assert.Throws<InvalidOperationException>(() => _check.Open(device));

        Assert.Contains("takes at most 16", exception.Message, StringComparison.Ordinal);
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
        using var program = _check.Open(device.Accelerator);

        _check.Passes(program, batch: 2);
    }
}
