using System;

namespace ILGPU.Runtime.OpenCL;

/// <summary>OpenCL devices of a context.</summary>
public static class CLContextExtensions
{
    public static Context.Builder OpenCL(this Context.Builder builder) => builder.OpenCL(device => device.Capabilities.GenericAddressSpace);

    public static Context.Builder OpenCL(this Context.Builder builder, Predicate<CLDevice> predicate)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(CLDevice.GetDevices(predicate));
    }

    public static CLDevice GetCLDevice(this Context context, int clDeviceIndex) => context.GetDevice<CLDevice>(clDeviceIndex);

    public static Context.DeviceCollection<CLDevice> GetCLDevices(this Context context) => context.GetDevices<CLDevice>();

    public static CLAccelerator CreateCLAccelerator(this Context context, int clDeviceIndex) => context.GetCLDevice(clDeviceIndex).CreateCLAccelerator(context);
}
