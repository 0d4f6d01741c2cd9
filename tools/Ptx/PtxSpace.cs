namespace NetSpec.Ptx;

/// <summary>The state spaces of PTX that threads share, or that the launch fills.</summary>
public enum PtxSpace
{
    /// <summary>Memory of the device.</summary>
    Global,

    /// <summary>Memory of a thread group.</summary>
    Shared,

    /// <summary>The arguments of a kernel.</summary>
    Param,
}
