using System;
using GpuModels;
using ILGPU.Execution;
using ILGPU.Runtime;
using NetSpec.Gpu.Tests.Programs;
using Xunit;

namespace NetSpec.Gpu.Tests.StandIn;

/// <summary>Which device a program chooses, and what it says where there is none that suffices: on pretended machines.</summary>
public sealed class HardwareTests
{
    private readonly ProgramCheck _check = new(DeviceNets.All["SparseMlp"], seed: 1);

    [Theory]
    [InlineData(2, 1, AcceleratorType.Cuda)]
    [InlineData(0, 1, AcceleratorType.OpenCL)]
    public void Cuda_is_preferred_to_OpenCL(int cuda, int openCl, AcceleratorType expected)
    {
        using var machine = PretendedHardware.Use(new(cuda, openCl));

        using var device = OwnDevice.Open();
        using var program = new SparseMlp.Gpu((SparseMlp)_check.Model);

        Assert.Equal(expected, device.Accelerator.AcceleratorType);
        Assert.Equal(expected, program.Accelerator.AcceleratorType);
    }

    [Fact]
    public void A_device_that_a_program_opened_is_closed_with_it()
    {
        var program = new SparseMlp.Gpu((SparseMlp)_check.Model);
        var device = program.Accelerator;

        program.Dispose();

        Assert.True(device.IsDisposed);
    }

    [Fact]
    public void A_machine_without_a_device()
    {
        using var machine = PretendedHardware.Use(new(CudaDevices: 0, OpenCLDevices: 0));

        var exception = Assert.Throws<PlatformNotSupportedException>(() => new SparseMlp.Gpu((SparseMlp)_check.Model));

        Assert.Contains("no CUDA driver with a device, and no OpenCL device", exception.Message, StringComparison.Ordinal);
        Assert.Contains("ComputeDevice.OpenCpu()", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1, AcceleratorType.Cuda)]
    [InlineData(0, 1, AcceleratorType.OpenCL)]
    [InlineData(0, 0, AcceleratorType.CPU)]
    public void The_best_device_that_there_is(int cuda, int openCl, AcceleratorType expected)
    {
        using var machine = PretendedHardware.Use(new(cuda, openCl));
        using var device = OwnDevice.OpenAny();
        using var program = _check.Open(device.Accelerator);

        Assert.Equal(expected, device.Accelerator.AcceleratorType);
        _check.Passes(program, batch: 2);
    }

    [Fact]
    public void An_OpenCL_device_that_ILGPU_refuses()
    {
        using var machine = PretendedHardware.Use(new(CudaDevices: 0, LacksGenericAddressSpace: true));

        var exception = Assert.Throws<PlatformNotSupportedException>(() => new SparseMlp.Gpu((SparseMlp)_check.Model));

        Assert.Contains("Pretended OpenCL device 0 lacks what ILGPU 1.5.3 needs of an OpenCL device: version 2.0 with a generic address space", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_without_half_precision()
    {
        using var machine = PretendedHardware.Use(new(CudaDevices: 0, LacksHalf: true));
        using var device = OwnDevice.Open();

        var exception = Assert.Throws<InvalidOperationException>(() => _check.Open(device.Accelerator, isHalf: true));

        Assert.StartsWith("'SparseMlp' cannot run in half precision on Pretended OpenCL device 0, which has none", exception.Message, StringComparison.Ordinal);
        using var program = _check.Open(device.Accelerator);
        _check.Passes(program, batch: 2);
    }

    [Fact]
    public void A_driver_that_is_too_old()
    {
        using var machine = PretendedHardware.Use(new(CudaDevices: 1, OpenCLDevices: 0, IsDriverTooOld: true));

        var exception = Assert.Throws<PlatformNotSupportedException>(() => new SparseMlp.Gpu((SparseMlp)_check.Model));

        Assert.Contains("Pretended CUDA device 0 has the driver 5.0, which is too old for ILGPU", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public void A_device_with_too_little_memory(int cuda)
    {
        using var machine = PretendedHardware.Use(new(cuda, OpenCLDevices: 1, MemoryBytes: 1 << 16));
        using var program = new SparseMlp.Gpu((SparseMlp)_check.Model);
        const int Batch = 1000;

        var exception = Assert.Throws<InvalidOperationException>(() => program.Forward(new float[Batch * 24], new float[Batch * 24], Batch));

        Assert.Matches(@"needs 512,000 bytes on Pretended .* device 0, which has [\d,]+ (free|in all, free or not); take fewer samples at a time\.", exception.Message);
        program.Forward(new float[24], new float[24]);
    }
}
