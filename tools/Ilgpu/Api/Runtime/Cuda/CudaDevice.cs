using System;
using System.Collections.Immutable;
using System.Linq;
using ILGPU.Execution;

namespace ILGPU.Runtime.Cuda;

/// <summary>A pretended CUDA device of compute capability 8.0.</summary>
public sealed class CudaDevice : Device
{
    private CudaDevice(int deviceId, PretendedHardware hardware)
        : base(AcceleratorType.Cuda, $"Pretended CUDA device {deviceId}", 32, 1024)
    {
        DeviceId = deviceId;
        MemorySize = hardware.MemoryBytes;
        NumMultiprocessors = 108;
        MaxNumThreadsPerMultiprocessor = 2048;
        if (!hardware.IsDriverTooOld)
            InstructionSet = new CudaInstructionSet(8, 0);
    }

    public int DeviceId { get; }

    public CudaDriverVersion DriverVersion => InstructionSet is null ? CudaDriverVersion.FromMajorMinor(5, 0) : CudaDriverVersion.FromMajorMinor(12, 4);

    public CudaArchitecture? Architecture => new CudaArchitecture(8, 0);

    public CudaInstructionSet? InstructionSet { get; }

    public static ImmutableArray<Device> GetDevices(Predicate<CudaDevice> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        var hardware = PretendedHardware.Current;
        return Enumerable.Range(0, hardware.CudaDevices).Select(id => new CudaDevice(id, hardware)).Where(device => predicate(device)).ToImmutableArray<Device>();
    }

    public override Accelerator CreateAccelerator(Context context) => CreateCudaAccelerator(context);

    public CudaAccelerator CreateCudaAccelerator(Context context) => new(context, this);
}
