using System;

namespace ILGPU.Runtime.CPU;

/// <summary>CPUs of a context.</summary>
public static class CPUContextExtensions
{
    public static Context.Builder DefaultCPU(this Context.Builder builder) => builder.CPU(CPUDeviceKind.Default);

    public static Context.Builder CPU(this Context.Builder builder, CPUDeviceKind kind) => builder.CPU(CPUDevice.GetDevice(kind));

    public static Context.Builder CPU(this Context.Builder builder, CPUDevice device)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add([device]);
    }

    public static Context.Builder CPU(this Context.Builder builder) => builder.CPU(_ => true);

    public static Context.Builder CPU(this Context.Builder builder, Predicate<CPUDevice> predicate)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(CPUDevice.GetDevices(predicate));
    }

    public static CPUDevice GetCPUDevice(this Context context, int cpuDeviceIndex) => context.GetDevice<CPUDevice>(cpuDeviceIndex);

    public static Context.DeviceCollection<CPUDevice> GetCPUDevices(this Context context) => context.GetDevices<CPUDevice>();

    public static CPUAccelerator CreateCPUAccelerator(this Context context, int cpuDeviceIndex) =>
        context.GetCPUDevice(cpuDeviceIndex).CreateCPUAccelerator(context);

    public static CPUAccelerator CreateCPUAccelerator(this Context context, int cpuDeviceIndex, CPUAcceleratorMode mode) =>
        context.GetCPUDevice(cpuDeviceIndex).CreateCPUAccelerator(context, mode);
}
