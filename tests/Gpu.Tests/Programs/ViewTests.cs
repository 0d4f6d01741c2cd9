using System;
using GpuModels;
using ILGPU;
using ILGPU.Runtime;
using Xunit;

namespace NetSpec.Gpu.Tests.Programs;

/// <summary>Device programs over memory that is on the device already.</summary>
public sealed class ViewTests : IDisposable
{
    private readonly DeviceKinds _devices = new();

    public void Dispose() => _devices.Dispose();

    [Theory]
    [InlineData(8, 0)] // where kernels can take it
    [InlineData(5, 0)] // batch-last, features that do not begin at a multiple of 16 bytes
    [InlineData(8, 3)] // memory that begins between
    public void The_callers_memory_is_read_and_written(int batch, int offset)
    {
        var device = _devices.OpenCpu();
        var (first, last) = (new ProgramCheck(DeviceNets.All["SparseMlp"], seed: 1), new ProgramCheck(DeviceNets.All["SparseMlpLast"], seed: 1));
        using var onFirst = new SparseMlp.Gpu((SparseMlp)first.Model, device);
        using var onLast = new SparseMlpLast.Gpu((SparseMlpLast)last.Model, device);
        using var stream = device.CreateStream();

        Check(device, first, batch, offset, (x, y) => onFirst.Forward(x, y, batch));
        Check(device, last, batch, offset, (x, y) => onLast.Forward(x, y, batch, stream));
    }

    [Fact]
    public void Views_of_halves_are_taken()
    {
        const int Batch = 8;
        var device = _devices.OpenCpu();
        var check = new ProgramCheck(DeviceNets.All["Image"], seed: 1);
        using var program = new Image.GpuHalf((Image)check.Model, device);
        using var x = device.Allocate1D(Array.ConvertAll(check.Inputs(Batch)[0], value => (ILGPU.Half)value));
        using var y = device.Allocate1D<ILGPU.Half>(Batch * Image.LogitsSize);

        program.Forward(x.View, y.View, Batch);

        check.Check([Array.ConvertAll(y.GetAsArray1D(), value => (float)value)], Batch, tolerance: 1e-2);
    }

    [Fact]
    public void Overlapping_memory_is_refused()
    {
        var device = _devices.OpenCpu();
        var check = new ProgramCheck(DeviceNets.All["SparseMlp"], seed: 1);
        using var program = new SparseMlp.Gpu((SparseMlp)check.Model, device);
        using var memory = device.Allocate1D<float>(2 * SparseMlp.TokensSize);
        ArrayView<float> all = memory.View;

        var exception = Assert.Throws<ArgumentException>(() => program.Forward(all.SubView(0, SparseMlp.TokensSize), all.SubView(4, SparseMlp.YSize), 1));

        Assert.Contains("'y' and 'tokens' overlap in the device's memory", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stream_of_another_device_is_refused()
    {
        var check = new ProgramCheck(DeviceNets.All["SparseMlp"], seed: 1);
        using var program = new SparseMlp.Gpu((SparseMlp)check.Model, _devices.OpenCpu());
        using var other = _devices.OpenCpu().CreateStream();

        Assert.Throws<ArgumentException>(() => program.Forward(default(ArrayView<float>), default, 1, other));
    }

    private static void Check(Accelerator device, ProgramCheck check, int batch, int offset, Action<ArrayView<float>, ArrayView<float>> forward)
    {
        var input = check.Inputs(batch)[0];
        var guarded = new float[offset + input.Length];
        input.CopyTo(guarded, offset);
        using var x = device.Allocate1D(guarded);
        using var y = device.Allocate1D<float>(offset + check.Outputs(batch)[0].Length);

        forward(((ArrayView<float>)x.View).SubView(offset, input.Length), ((ArrayView<float>)y.View).SubView(offset, y.Length - offset));

        device.Synchronize();
        check.Check([y.GetAsArray1D()[offset..]], batch);
    }
}
