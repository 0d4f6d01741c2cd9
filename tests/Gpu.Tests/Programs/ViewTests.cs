using System;
using GpuModels;
using ILGPU;
using ILGPU.Runtime;
using NetSpec.Gpu.Tests.Kernels;
using Xunit;

namespace NetSpec.Gpu.Tests.Programs;

/// <summary>Device programs over memory that is on the device already.</summary>
public sealed class ViewTests : IDisposable
{
    private readonly DeviceKinds _devices = new();

    /// <summary>Where kernels can take it; batch-last, features that do not begin at a multiple of 16 bytes; memory that begins between.</summary>
    public static TheoryData<AcceleratorType, int, int> Places
    {
        get
        {
            var places = new TheoryData<AcceleratorType, int, int>();
            foreach (var kind in DeviceKinds.Found)
            foreach (var (batch, offset) in ((int, int)[])[(8, 0), (5, 0), (8, 3)])
                places.Add(kind, batch, offset);
            return places;
        }
    }

    public void Dispose() => _devices.Dispose();

    [Theory]
    [MemberData(nameof(Places))]
    public void The_callers_memory_is_read_and_written(AcceleratorType kind, int batch, int offset)
    {
        var device = _devices.Open(kind);
        var (first, last) = (new ProgramCheck(DeviceNets.All["SparseMlp"], seed: 1), new ProgramCheck(DeviceNets.All["SparseMlpLast"], seed: 1));
        using var onFirst = new SparseMlp.Gpu((SparseMlp)first.Model, device);
        using var onLast = new SparseMlpLast.Gpu((SparseMlpLast)last.Model, device);
        using var stream = device.CreateStream();

        Check(device, first, batch, offset, (x, y) => onFirst.Forward(x, y, batch));
        Check(device, last, batch, offset, (x, y) => onLast.Forward(x, y, batch, stream));
    }

    [Theory]
    [MemberData(nameof(DeviceKinds.All), MemberType = typeof(DeviceKinds))]
    public void Views_of_halves_are_taken(AcceleratorType kind)
    {
        const int Batch = 8;
        var device = _devices.Open(kind);
        if (!KernelDevices.HasHalf(device))
            return;

        var check = new ProgramCheck(DeviceNets.All["Image"], seed: 1);
        using var program = new Image.GpuHalf((Image)check.Model, device);
        using var x = device.Allocate1D(Array.ConvertAll(check.Inputs(Batch)[0], value => (ILGPU.Half)value));
        using var y = device.Allocate1D<ILGPU.Half>(Batch * Image.LogitsSize);

        program.Forward(x.View, y.View, Batch);

        check.Check([Array.ConvertAll(y.GetAsArray1D(), value => (float)value)], Batch, tolerance: 1e-2);
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
