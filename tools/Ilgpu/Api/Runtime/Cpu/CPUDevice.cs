using System;
using System.Collections.Immutable;
using System.Linq;

namespace ILGPU.Runtime.CPU;

/// <summary>A CPU that imitates a device.</summary>
public sealed class CPUDevice : Device
{
    public static readonly CPUDevice Default = new(4, 4, 1);

    public static readonly CPUDevice Nvidia = new(32, 32, 1);

    public static readonly CPUDevice AMD = new(32, 8, 1);

    public static readonly CPUDevice LegacyAMD = new(64, 4, 1);

    public static readonly CPUDevice Intel = new(16, 8, 1);

    public static readonly ImmutableArray<CPUDevice> All = [Default, Nvidia, AMD, LegacyAMD, Intel];

    public CPUDevice(int numThreadsPerWarp, int numWarpsPerMultiprocessor, int numMultiprocessors)
        : base(AcceleratorType.CPU, "CPU", numThreadsPerWarp, numThreadsPerWarp * numWarpsPerMultiprocessor)
    {
        NumMultiprocessors = numMultiprocessors;
        MaxNumThreadsPerMultiprocessor = numThreadsPerWarp * numWarpsPerMultiprocessor;
    }

    public int NumThreads => MaxNumThreads;

    public static CPUDevice GetDevice(CPUDeviceKind kind) =>
        Enum.IsDefined(kind) ? All[(int)kind] : throw new ArgumentOutOfRangeException(nameof(kind));

    public static ImmutableArray<Device> GetDevices(Predicate<CPUDevice> predicate) => All.Where(device => predicate(device)).ToImmutableArray<Device>();

    public override Accelerator CreateAccelerator(Context context) => CreateCPUAccelerator(context);

    public CPUAccelerator CreateCPUAccelerator(Context context) => new(context, this);

    public CPUAccelerator CreateCPUAccelerator(Context context, CPUAcceleratorMode mode) => new(context, this);
}
