using System;
using System.Collections.Immutable;
using System.Linq;
using ILGPU.Execution;

namespace ILGPU.Runtime.OpenCL;

/// <summary>A pretended OpenCL device, with wavefronts and groups of its own size.</summary>
public sealed class CLDevice : Device
{
    private CLDevice(int number, PretendedHardware hardware)
        : base(AcceleratorType.OpenCL, $"Pretended OpenCL device {number}", 16, 1024)
    {
        MemorySize = hardware.MemoryBytes;
        NumMultiprocessors = 24;
        Capabilities = new CLCapabilityContext(genericAddressSpace: !hardware.LacksGenericAddressSpace, float16: !hardware.LacksHalf);
    }

    public CLCapabilityContext Capabilities { get; }

    public static ImmutableArray<Device> GetDevices(Predicate<CLDevice> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        var hardware = PretendedHardware.Current;
        return Enumerable.Range(0, hardware.OpenCLDevices).Select(id => new CLDevice(id, hardware)).Where(device => predicate(device)).ToImmutableArray<Device>();
    }

    public override Accelerator CreateAccelerator(Context context) => CreateCLAccelerator(context);

    public CLAccelerator CreateCLAccelerator(Context context) => new(context, this);
}
