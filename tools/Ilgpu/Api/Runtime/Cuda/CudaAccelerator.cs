using System;

namespace ILGPU.Runtime.Cuda;

/// <summary>A pretended CUDA device in use.</summary>
public sealed class CudaAccelerator : Accelerator
{
    internal CudaAccelerator(Context context, CudaDevice device)
        : base(context, device)
    {
    }

    public new CudaDevice Device => (CudaDevice)base.Device;

    public CudaArchitecture Architecture => Device.Architecture ?? throw new NotSupportedException($"{Name} is of no known architecture");

    public CudaInstructionSet InstructionSet => Device.InstructionSet ?? throw new NotSupportedException($"{Name} has a driver with no known instruction set");

    public CudaDriverVersion DriverVersion => Device.DriverVersion;

    /// <summary>Bytes that are not allocated.</summary>
    public long GetFreeMemory()
    {
        VerifyAlive();
        return Memory.Free;
    }

    private protected override Exception OutOfMemory() => new CudaException("out of memory");
}
