namespace ILGPU.Runtime.OpenCL;

/// <summary>A pretended OpenCL device in use.</summary>
public sealed class CLAccelerator : Accelerator
{
    internal CLAccelerator(Context context, CLDevice device)
        : base(context, device)
    {
    }

    public new CLDevice Device => (CLDevice)base.Device;

    public CLCapabilityContext Capabilities => Device.Capabilities;
}
