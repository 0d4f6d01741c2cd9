using System;
using System.Runtime.InteropServices;

namespace NetSpec.Gpu.Bench.Grid;

/// <summary>The energy that a device has consumed since its driver was loaded, where NVML reports it.</summary>
internal sealed partial class EnergyMeter
{
    private const int Success = 0;
    private readonly nint _device;

    private EnergyMeter(nint device) => _device = device;

    /// <summary>Joules so far.</summary>
    public double Joules => NvmlDeviceGetTotalEnergyConsumption(_device, out var millijoules) == Success ? millijoules / 1e3 : double.NaN;

    /// <summary>The meter of a device by its number in NVML, which is that of nvidia-smi; null where there is none.</summary>
    public static EnergyMeter? TryOpen(uint index)
    {
        try
        {
            return NvmlInit() == Success && NvmlDeviceGetHandleByIndex(index, out var device) == Success && NvmlDeviceGetTotalEnergyConsumption(device, out _) == Success
                ? new(device)
                : null;
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    [LibraryImport("libnvidia-ml.so.1", EntryPoint = "nvmlInit_v2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int NvmlInit();

    [LibraryImport("libnvidia-ml.so.1", EntryPoint = "nvmlDeviceGetHandleByIndex_v2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int NvmlDeviceGetHandleByIndex(uint index, out nint device);

    [LibraryImport("libnvidia-ml.so.1", EntryPoint = "nvmlDeviceGetTotalEnergyConsumption")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int NvmlDeviceGetTotalEnergyConsumption(nint device, out ulong millijoules);
}
