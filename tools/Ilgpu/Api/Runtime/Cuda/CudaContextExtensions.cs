using System;

namespace ILGPU.Runtime.Cuda;

/// <summary>CUDA devices of a context.</summary>
public static class CudaContextExtensions
{
    public static Context.Builder Cuda(this Context.Builder builder) => builder.Cuda(device => device.InstructionSet is not null);

    public static Context.Builder Cuda(this Context.Builder builder, Predicate<CudaDevice> predicate)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(CudaDevice.GetDevices(predicate));
    }

    public static CudaDevice GetCudaDevice(this Context context, int cudaDeviceIndex) => context.GetDevice<CudaDevice>(cudaDeviceIndex);

    public static Context.DeviceCollection<CudaDevice> GetCudaDevices(this Context context) => context.GetDevices<CudaDevice>();

    public static CudaAccelerator CreateCudaAccelerator(this Context context, int cudaDeviceIndex) =>
        context.GetCudaDevice(cudaDeviceIndex).CreateCudaAccelerator(context);
}
