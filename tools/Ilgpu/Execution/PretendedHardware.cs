using System;
using System.Threading;

namespace ILGPU.Execution;

/// <summary>The devices that the stand-in pretends to find, beside the CPU that a context asks for itself.</summary>
/// <param name="CudaDevices">CUDA devices.</param>
/// <param name="OpenCLDevices">OpenCL devices.</param>
/// <param name="MemoryBytes">The memory of each.</param>
/// <param name="IsDriverTooOld">Whether the CUDA driver knows no instruction set that could be used.</param>
/// <param name="LacksGenericAddressSpace">Whether OpenCL devices are such as ILGPU refuses.</param>
/// <param name="LacksHalf">Whether OpenCL devices compute with no halves.</param>
public sealed record PretendedHardware(int CudaDevices = 1, int OpenCLDevices = 1, long MemoryBytes = 1L << 30, bool IsDriverTooOld = false, bool LacksGenericAddressSpace = false, bool LacksHalf = false)
{
    private static readonly AsyncLocal<PretendedHardware?> Scope = new();

    /// <summary>What contexts that are made here and now find.</summary>
    public static PretendedHardware Current => Scope.Value ?? new PretendedHardware();

    /// <summary>Pretends something else until the result is disposed of, for the calling flow of execution.</summary>
    public static IDisposable Use(PretendedHardware hardware)
    {
        var before = Scope.Value;
        Scope.Value = hardware;
        return new Restorer(before);
    }

    private sealed class Restorer(PretendedHardware? before) : IDisposable
    {
        public void Dispose() => Scope.Value = before;
    }
}
