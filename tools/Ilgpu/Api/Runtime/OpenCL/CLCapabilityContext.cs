namespace ILGPU.Runtime.OpenCL;

/// <summary>What an OpenCL device can do that not all can.</summary>
public sealed class CLCapabilityContext
{
    internal CLCapabilityContext(bool genericAddressSpace, bool float16)
    {
        GenericAddressSpace = genericAddressSpace;
        Float16 = float16;
    }

    /// <summary>Whether a pointer may be to memory of any kind, without which ILGPU takes no device.</summary>
    public bool GenericAddressSpace { get; }

    /// <summary>Whether kernels may compute with halves.</summary>
    public bool Float16 { get; }
}
